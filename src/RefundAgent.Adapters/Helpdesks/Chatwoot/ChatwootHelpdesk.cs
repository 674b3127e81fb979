using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Chatwoot;

/// <summary>
/// Chatwoot's API (developers.chatwoot.com/api-reference), with the token of an agent of the account: a bot's may write and not read
/// (chatwoot/chatwoot, app/controllers/concerns/access_token_auth_helper.rb).
/// </summary>
internal sealed class ChatwootHelpdesk(HelpdeskHttp http, TimeProvider time, string account) : IHelpdesk, IDisposable
{
    /// <summary>Messages come in twenties (app/finders/message_finder.rb), conversations in twenty-fives.</summary>
    private const int MessagePage = 20;

    private const int MostPages = 200;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OwnLasts = TimeSpan.FromHours(1);

    private readonly Remembered<string> own = new(
        time, _ => OwnLasts, async cancellationToken => (await http.GetAsync("profile", cancellationToken)).Body["id"].RequiredText);

    private readonly Remembered<FrozenSet<string>> team = new(
        time, _ => Lasts, async cancellationToken => (await http.GetAsync($"accounts/{account}/agents", cancellationToken)).Body.Each()
            .Where(agent => agent["confirmed"].Flag != false && agent["active"].Flag != false)
            .Select(agent => agent["id"].RequiredText).ToFrozenSet(StringComparer.Ordinal));

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        if (!IsNumber(ticket.Value) || await http.GetAsync(At(ticket), cancellationToken) is not { IsMissing: false } conversation)
        {
            return null;
        }

        var messages = await MessagesAsync(ticket, cancellationToken);
        var thread = new ChatwootThread(conversation.Body, await own.GetAsync(cancellationToken), await team.GetAsync(cancellationToken));
        return thread.ToTicket(messages, await LabelsAsync(ticket, cancellationToken));
    }

    public async Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        await AddAsync(ticket, ChatwootText.Escape(text), isPrivate: true, cancellationToken);

    public async Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        await AddAsync(ticket, ChatwootText.IsMarkdown(ticket.Channel) ? ChatwootText.Escape(text) : text, isPrivate: false, cancellationToken);

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        // The list is replaced as a whole, so what others added since has to be in it.
        var labels = await LabelsAsync(ticket.Id, cancellationToken);
        var wanted = labels.Union(tags, StringComparer.OrdinalIgnoreCase).ToList();
        if (wanted.Count == labels.Count)
        {
            return;
        }

        var answer = (await http.SetAsync(HttpMethod.Post, $"{At(ticket.Id)}/labels", new Dictionary<string, object> { ["labels"] = wanted }, cancellationToken)).Present;
        var set = answer["payload"].Each().Select(label => label.RequiredText).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        if (tags.Where(tag => !set.Contains(tag)).ToList() is { Count: > 0 } unknown)
        {
            throw new HelpdeskException(HelpdeskFault.Refused, $"Chatwoot knows no label {string.Join(", ", unknown)}: add it under Settings > Labels.");
        }
    }

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        var to = NumberedAssignee.Of(assignee);
        var body = new Dictionary<string, long> { [to.IsTeam ? "team_id" : "assignee_id"] = to.Number };
        _ = (await http.SetAsync(HttpMethod.Post, $"{At(ticket.Id)}/assignments", body, cancellationToken)).Present;
    }

    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            var path = $"accounts/{account}/conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page={page}";
            var found = (await http.GetAsync(path, cancellationToken)).Body["data"]["payload"].Each().ToList();
            foreach (var each in found.TakeWhile(each => each["last_activity_at"].RequiredTime >= since))
            {
                yield return new TicketId(each["id"].RequiredText);
            }

            if (found.Count == 0 || found[^1]["last_activity_at"].RequiredTime < since)
            {
                yield break;
            }
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Chatwoot counts; anything else would also lead to another place of the API.</summary>
    private static bool IsNumber(string id) => id.Length is > 0 and <= 18 && id.All(char.IsAsciiDigit);

    private string At(TicketId ticket) => $"accounts/{account}/conversations/{ticket}";

    /// <summary>Oldest first; each page is the one before the oldest that is known.</summary>
    private async Task<List<ApiJson>> MessagesAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var messages = new List<ApiJson>();
        for (var before = ""; messages.Count < ChatwootThread.MostComments;)
        {
            var page = (await http.GetAsync($"{At(ticket)}/messages{before}", cancellationToken)).Present["payload"].Each()
                .OrderBy(message => message["id"].Number).ToList();
            messages.InsertRange(0, page);
            if (page.Count < MessagePage)
            {
                break;
            }

            before = $"?before={page[0]["id"].RequiredText}";
        }

        return messages;
    }

    private async Task<List<string>> LabelsAsync(TicketId ticket, CancellationToken cancellationToken) =>
        [.. (await http.GetAsync($"{At(ticket)}/labels", cancellationToken)).Present["payload"].Each().Select(label => label.RequiredText)];

    private async Task<CommentId> AddAsync(HelpdeskTicket ticket, string content, bool isPrivate, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object> { ["content"] = content, ["message_type"] = "outgoing", ["private"] = isPrivate };
        return new CommentId((await http.AddAsync(HttpMethod.Post, $"{At(ticket.Id)}/messages", body, cancellationToken)).Present["id"].RequiredText);
    }
}
