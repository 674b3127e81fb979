using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zendesk;

/// <summary>
/// Zendesk's API. It reads the newest 1,000 comments of a ticket; a reply is refused by Zendesk itself where somebody wrote since the ticket
/// was read (<c>safe_update</c>). Source: developer.zendesk.com/api-reference/ticketing.
/// </summary>
internal sealed class ZendeskHelpdesk : IHelpdesk
{
    private static readonly TimeSpan SelfIsGood = TimeSpan.FromHours(1);

    private readonly HelpdeskHttp http;
    private readonly ZendeskReading reading;
    private readonly Remembered<string> self;

    public ZendeskHelpdesk(HelpdeskOptions options, HelpdeskClients clients)
    {
        // An API token signs in for a person; an OAuth token stands for itself.
        var authorization = string.IsNullOrWhiteSpace(options.User)
            ? new AuthenticationHeaderValue("Bearer", options.Token)
            : BasicCredentials.Of($"{options.User}/token", options.Token);
        http = clients.Open(options.ApiAt(""), (request, _) =>
        {
            request.Headers.Authorization = authorization;
            return default;
        });
        reading = new ZendeskReading(http);
        self = new Remembered<string>(clients.Time, _ => SelfIsGood, async token => (await http.GetAsync("api/v2/users/me.json", token)).Body["user"]["id"].RequiredText);
    }

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(PathOf(ticket), cancellationToken);
        var found = answer.Body["ticket"];
        if (answer.IsMissing || found["status"].Text == "deleted" || await reading.CommentsAsync(ticket, cancellationToken) is not { } comments)
        {
            return null;
        }

        var people = comments.Select(comment => comment["author_id"].RequiredText).Append(found["requester_id"].RequiredText);
        var users = await reading.UsersAsync([.. people.Distinct()], cancellationToken);
        var rating = await reading.RatingAsync(found["satisfaction_rating"], cancellationToken);
        return new ZendeskThread(found, users, await self.GetAsync(cancellationToken)).Of(comments, rating);
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, new { comment = CommentOf(text, isPublic: false) }, cancellationToken);

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, new { comment = CommentOf(text, isPublic: true), safe_update = true, updated_stamp = ticket.Version }, cancellationToken);

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        _ = (await http.SetAsync(HttpMethod.Put, $"api/v2/tickets/{Uri.EscapeDataString(ticket.Id.Value)}/tags.json", new { tags }, cancellationToken)).Present;

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        var to = NumberedAssignee.Of(assignee);
        object update = to.IsTeam ? new { group_id = to.Number } : new { assignee_id = to.Number };
        _ = (await http.SetAsync(HttpMethod.Put, PathOf(ticket.Id), new { ticket = update }, cancellationToken)).Present;
    }

    /// <summary>By the list of tickets, newest change first, since the export that Zendesk has for this is for administrators only.</summary>
    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = (await http.GetAsync($"api/v2/tickets.json?sort=-updated_at&{ZendeskPage.Query(after)}", cancellationToken)).Body;
            foreach (var ticket in page["tickets"].Each())
            {
                if (ticket["updated_at"].RequiredTime < since)
                {
                    yield break;
                }

                yield return new TicketId(ticket["id"].RequiredText);
            }

            after = ZendeskPage.After(page);
        }
        while (after is not null);
    }

    /// <summary>Written as HTML, since Zendesk takes Markdown in a plain body; and always with its visibility, since none means public.</summary>
    private static object CommentOf(string text, bool isPublic) => new { html_body = CommentText.ToHtml(text), @public = isPublic };

    private async Task<CommentId?> WriteAsync(HelpdeskTicket ticket, object update, CancellationToken cancellationToken)
    {
        var answer = (await http.AddAsync(HttpMethod.Put, PathOf(ticket.Id), new { ticket = update }, cancellationToken)).Present;
        _ = answer["ticket"]["id"].RequiredText;
        var made = answer["audit"]["events"].Each().FirstOrDefault(each => each["type"].Text == "Comment")["id"].Text;
        return made is null ? null : new CommentId(made);
    }

    private static string PathOf(TicketId ticket) => $"api/v2/tickets/{Uri.EscapeDataString(ticket.Value)}.json";
}
