using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.HelpScout;

/// <summary>
/// Help Scout's Inbox API 2.0. A rating is told by webhook only: the API shows it without its time. developer.helpscout.com/mailbox-api.
/// </summary>
internal sealed class HelpScoutHelpdesk : IHelpdesk
{
    /// <summary>Of 25: a conversation takes at most 100 threads, and lines on what happened to it.</summary>
    private const int MostThreadPages = 40;

    private const int MostConversationPages = 400;
    private const int MostMerges = 5;

    private readonly HelpScoutHttp http;
    private readonly Remembered<HelpScoutTeam> team;
    private readonly ImmutableHashSet<string> mailboxes;

    public HelpScoutHelpdesk(HelpdeskOptions options, HelpdeskClients clients)
    {
        http = new HelpScoutHttp(options, clients);
        team = new(clients.Time, _ => HelpScoutTeam.Kept, token => HelpScoutTeam.AskAsync(http, token));
        mailboxes = HelpScoutKind.MailboxesOf(options);
    }

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        if (await FindAsync(ticket.Value, cancellationToken) is not { } conversation || !IsOurs(conversation))
        {
            return null;
        }

        var threads = new List<ApiJson>();
        var path = $"v3/conversations/{conversation["id"].RequiredText}/threads?";
        await foreach (var thread in http.PagesAsync(path, "threads", MostThreadPages, cancellationToken))
        {
            threads.Add(thread);
        }

        var known = await team.GetAsync(cancellationToken);
        if (threads.Exists(thread => HelpScoutThread.IsByStranger(thread, known)))
        {
            team.Forget();
            known = await team.GetAsync(cancellationToken);
        }

        return HelpScoutThread.Read(conversation, threads, known);
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, "notes", new { text = CommentText.ToHtml(text) }, cancellationToken);

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, "reply", new { customer = new { id = NumberOf(ticket.Customer.Id) }, text = CommentText.ToHtml(text) }, cancellationToken);

    /// <summary>Help Scout replaces all tags of a conversation: what somebody adds between this reading and the writing is lost.</summary>
    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var there = await FindAsync(ticket.Id.Value, cancellationToken) is { } conversation ? HelpScoutThread.TagsOf(conversation) : [];
        if (tags.Except(there, StringComparer.OrdinalIgnoreCase).Any())
        {
            var all = there.Union(tags, StringComparer.OrdinalIgnoreCase);
            await SetAsync(HttpMethod.Put, $"{PathOf(ticket.Id.Value)}/tags", new { tags = all }, cancellationToken);
        }
    }

    /// <summary>Teams are users to Help Scout, with ids of the same kind.</summary>
    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        if (ticket.Assignee != assignee)
        {
            var id = assignee.StartsWith(IHelpdesk.Team, StringComparison.Ordinal) ? assignee[IHelpdesk.Team.Length..] : assignee;
            var change = new { op = "replace", path = "/assignTo", value = NumberOf(id) };
            await SetAsync(HttpMethod.Patch, PathOf(ticket.Id.Value), change, cancellationToken);
        }
    }

    /// <summary>Newest change first: what changes meanwhile comes twice, and nothing slips to a page that was read already.</summary>
    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var time = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var query = $"v2/conversations?status=all&modifiedSince={Uri.EscapeDataString(time)}&sortField=modifiedAt&sortOrder=desc&";
        await foreach (var conversation in http.PagesAsync(query, "conversations", MostConversationPages, cancellationToken))
        {
            if (IsOurs(conversation))
            {
                yield return new TicketId(conversation["id"].RequiredText);
            }
        }
    }

    private static string PathOf(string conversation) => $"v2/conversations/{Uri.EscapeDataString(conversation)}";

    /// <summary>Help Scout's ids are numbers, and it wants them as numbers.</summary>
    public static object NumberOf(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id;

    /// <summary>A conversation in another inbox than the connected ones is somebody else's, whatever brought its id here.</summary>
    private bool IsOurs(ApiJson conversation) =>
        conversation["state"].Text != "deleted" && (mailboxes.Count == 0 || mailboxes.Contains(conversation["mailboxId"].RequiredText));

    /// <summary>Follows merges; only this call tells of one, all others answer 404.</summary>
    private async Task<ApiJson?> FindAsync(string id, CancellationToken cancellationToken)
    {
        for (var merges = 0; merges <= MostMerges; merges++)
        {
            var answer = await http.GetAsync(PathOf(id), cancellationToken);
            if (answer.MovedTo is not { } target)
            {
                return answer.IsMissing ? null : answer.Body;
            }

            id = target.OriginalString.Split('?')[0].TrimEnd('/').Split('/')[^1];
        }

        throw new HelpdeskException(HelpdeskFault.Garbled, $"Conversation {id} was merged more than {MostMerges} times, or in a circle.");
    }

    private async Task SetAsync(HttpMethod method, string path, object body, CancellationToken cancellationToken)
    {
        if (await http.SetAsync(method, path, body, cancellationToken) is { IsMissing: true } or { MovedTo: not null })
        {
            throw new HelpdeskException(HelpdeskFault.Refused, $"Help Scout has nothing at {path}.");
        }
    }

    /// <exception cref="HelpdeskException">Refused (412) where the conversation holds the 100 threads that Help Scout allows.</exception>
    private async Task<CommentId?> WriteAsync(HelpdeskTicket ticket, string what, object body, CancellationToken cancellationToken)
    {
        var answer = await http.AddAsync($"{PathOf(ticket.Id.Value)}/{what}", body, cancellationToken);
        return answer is { IsMissing: true } or { MovedTo: not null }
            ? throw new HelpdeskException(HelpdeskFault.Moved, $"Conversation {ticket.Id} is gone: only reading it again tells where.")
            : answer.MadeId is { Length: > 0 } id ? new CommentId(id) : null;
    }
}
