using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Intercom;

/// <summary>
/// Intercom's REST API, version 2.15: conversations. The agent writes as an admin, since what a bot answers to an e-mail is not delivered.
/// developers.intercom.com/docs/references/2.15/rest-api.
/// </summary>
internal sealed class IntercomHelpdesk : IHelpdesk
{
    private const string Version = "2.15";
    private const int PerPage = 150;

    /// <summary>15,000 conversations; so many do not move between two looks.</summary>
    private const int MostPages = 100;

    private readonly HelpdeskHttp http;
    private readonly Remembered<IntercomWorkspace> workspace;

    public IntercomHelpdesk(HelpdeskOptions options, HelpdeskClients clients)
    {
        http = clients.Open(options.ApiAt("https://api.intercom.io"), (request, _) =>
        {
            request.Headers.Authorization = new("Bearer", options.Token);
            request.Headers.Add("Intercom-Version", Version);
            return ValueTask.CompletedTask;
        });
        workspace = new(clients.Time, _ => IntercomWorkspace.Kept, token => IntercomWorkspace.AskAsync(http, options, token));
    }

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var here = await workspace.GetAsync(cancellationToken);
        var conversation = await http.GetAsync(PathOf(ticket), cancellationToken);
        return conversation.IsMissing ? null : IntercomThread.Read(conversation.Body, here);
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync("note", ticket, text, cancellationToken);

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync("comment", ticket, text, cancellationToken);

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var here = await workspace.GetAsync(cancellationToken);
        foreach (var name in tags.Except(ticket.Tags, StringComparer.OrdinalIgnoreCase))
        {
            // Makes the tag where there is none of that name, and tells its id in either case.
            var tag = await http.SetAsync(HttpMethod.Post, "tags", new { name }, cancellationToken);
            await SetAsync(ticket, "tags", new { id = tag.Body["id"].RequiredText, admin_id = here.Own }, cancellationToken);
        }
    }

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        if (ticket.Assignee == assignee)
        {
            return;
        }

        var here = await workspace.GetAsync(cancellationToken);
        var isTeam = assignee.StartsWith(IHelpdesk.Team, StringComparison.Ordinal);
        var assignment = new
        {
            message_type = "assignment",
            type = isTeam ? "team" : "admin",
            admin_id = here.Own,
            assignee_id = isTeam ? assignee[IHelpdesk.Team.Length..] : assignee,
        };
        await SetAsync(ticket, "parts", assignment, cancellationToken);
    }

    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new { field = "updated_at", @operator = ">", value = since.ToUnixTimeSeconds() };
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            object pagination = after is null ? new { per_page = PerPage } : new { per_page = PerPage, starting_after = after };
            var found = (await http.SetAsync(HttpMethod.Post, "conversations/search", new { query, pagination }, cancellationToken)).Body;
            foreach (var conversation in found["conversations"].Each())
            {
                yield return new TicketId(conversation["id"].RequiredText);
            }

            after = found["pages"]["next"]["starting_after"].Text;
            if (after is null)
            {
                yield break;
            }
        }
    }

    private static string PathOf(TicketId ticket) => $"conversations/{Uri.EscapeDataString(ticket.Value)}";

    private async Task SetAsync(HelpdeskTicket ticket, string what, object body, CancellationToken cancellationToken)
    {
        if ((await http.SetAsync(HttpMethod.Post, $"{PathOf(ticket.Id)}/{what}", body, cancellationToken)).IsMissing)
        {
            throw new HelpdeskException(HelpdeskFault.Refused, $"Intercom has no such conversation as {ticket.Id}, or nobody to give it to.");
        }
    }

    /// <returns>Null where the answer shows the conversation without what was just written.</returns>
    private async Task<CommentId?> WriteAsync(string type, HelpdeskTicket ticket, string text, CancellationToken cancellationToken)
    {
        var here = await workspace.GetAsync(cancellationToken);
        var body = new { message_type = type, type = "admin", admin_id = here.Own, body = CommentText.ToHtml(text) };
        var answer = await http.AddAsync(HttpMethod.Post, $"{PathOf(ticket.Id)}/reply", body, cancellationToken);
        if (answer.IsMissing)
        {
            throw new HelpdeskException(HelpdeskFault.Moved, $"Conversation {ticket.Id} is gone: only reading it again tells where.");
        }

        var written = IntercomThread.PartsOf(answer.Body).LastOrDefault(part => IntercomThread.IsWrittenBy(part, here.Own));
        return written["id"].Text is { } id ? new CommentId(id) : null;
    }
}
