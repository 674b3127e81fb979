using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
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
    private const int PageSize = 100;
    private const int MostCommentPages = 10;
    private const string Team = "team:";

    private static readonly TimeSpan SelfIsGood = TimeSpan.FromHours(1);

    private readonly HelpdeskHttp http;
    private readonly Remembered<string> self;

    public ZendeskHelpdesk(HelpdeskOptions options, HelpdeskClients clients)
    {
        // An API token signs in for a person; an OAuth token stands for itself.
        var authorization = string.IsNullOrWhiteSpace(options.User)
            ? new AuthenticationHeaderValue("Bearer", options.Token)
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}/token:{options.Token}")));
        http = clients.Open(options.ApiAt(""), (request, _) =>
        {
            request.Headers.Authorization = authorization;
            return default;
        });
        self = new Remembered<string>(clients.Time, _ => SelfIsGood, async token => (await http.GetAsync("api/v2/users/me.json", token)).Body["user"]["id"].RequiredText);
    }

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(PathOf(ticket), cancellationToken);
        var found = answer.Body["ticket"];
        if (answer.IsMissing || found["status"].Text == "deleted" || await CommentsAsync(ticket, cancellationToken) is not { } comments)
        {
            return null;
        }

        var people = comments.Select(comment => comment["author_id"].RequiredText).Append(found["requester_id"].RequiredText);
        var users = await UsersAsync([.. people.Distinct()], cancellationToken);
        return new ZendeskThread(found, users, await self.GetAsync(cancellationToken)).Of(comments, await RatingAsync(found["satisfaction_rating"], cancellationToken));
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, new { comment = CommentOf(text, isPublic: false) }, cancellationToken);

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, new { comment = CommentOf(text, isPublic: true), safe_update = true, updated_stamp = ticket.Version }, cancellationToken);

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        Present(await http.SetAsync(HttpMethod.Put, $"api/v2/tickets/{Uri.EscapeDataString(ticket.Id.Value)}/tags.json", new { tags }, cancellationToken));

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        object to = assignee.StartsWith(Team, StringComparison.Ordinal) ? new { group_id = Number(assignee[Team.Length..]) } : new { assignee_id = Number(assignee) };
        Present(await http.SetAsync(HttpMethod.Put, PathOf(ticket.Id), new { ticket = to }, cancellationToken));
    }

    /// <summary>By the list of tickets, newest change first, since the export that Zendesk has for this is for administrators only.</summary>
    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = (await http.GetAsync($"api/v2/tickets.json?sort=-updated_at&{Page(after)}", cancellationToken)).Body;
            foreach (var ticket in page["tickets"].Each())
            {
                if (ticket["updated_at"].RequiredTime < since)
                {
                    yield break;
                }

                yield return new TicketId(ticket["id"].RequiredText);
            }

            after = After(page);
        }
        while (after is not null);
    }

    /// <summary>Written as HTML, since Zendesk takes Markdown in a plain body; and always with its visibility, since none means public.</summary>
    private static object CommentOf(string text, bool isPublic) => new { html_body = CommentText.ToHtml(text), @public = isPublic };

    private async Task<CommentId?> WriteAsync(HelpdeskTicket ticket, object update, CancellationToken cancellationToken)
    {
        var answer = Present(await http.AddAsync(HttpMethod.Put, PathOf(ticket.Id), new { ticket = update }, cancellationToken));
        _ = answer["ticket"]["id"].RequiredText;
        var made = answer["audit"]["events"].Each().FirstOrDefault(each => each["type"].Text == "Comment")["id"].Text;
        return made is null ? null : new CommentId(made);
    }

    private async Task<List<ApiJson>?> CommentsAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var newestFirst = new List<ApiJson>();
        string? after = null;
        for (var page = 0; page < MostCommentPages && (page == 0 || after is not null); page++)
        {
            var answer = await http.GetAsync($"api/v2/tickets/{Uri.EscapeDataString(ticket.Value)}/comments.json?sort=-created_at&{Page(after)}", cancellationToken);
            if (answer.IsMissing)
            {
                return null;
            }

            newestFirst.AddRange(answer.Body["comments"].Each());
            after = After(answer.Body);
        }

        newestFirst.Reverse();
        return newestFirst;
    }

    private async Task<Dictionary<string, ApiJson>> UsersAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var users = new Dictionary<string, ApiJson>(StringComparer.Ordinal);
        foreach (var some in ids.Where(id => id != "-1").Chunk(PageSize))
        {
            var answer = await http.GetAsync($"api/v2/users/show_many.json?ids={string.Join(',', some.Select(Uri.EscapeDataString))}", cancellationToken);
            foreach (var user in answer.Body["users"].Each())
            {
                users[user["id"].RequiredText] = user;
            }
        }

        return users;
    }

    /// <summary>A ticket tells what was said and not when; the rating itself does, to administrators. To others there is none.</summary>
    private async Task<TicketRating?> RatingAsync(ApiJson told, CancellationToken cancellationToken)
    {
        if (told["score"].Text is not ("good" or "bad"))
        {
            return null;
        }

        try
        {
            var answer = await http.GetAsync($"api/v2/satisfaction_ratings/{Uri.EscapeDataString(told["id"].RequiredText)}.json", cancellationToken);
            var rating = answer.Body["satisfaction_rating"];
            rating = rating.Each().Append(rating).First();
            return answer.IsMissing ? null : new TicketRating(told["score"].Text == "good" ? 5 : 1, rating["updated_at"].RequiredTime);
        }
        catch (HelpdeskException refused) when (refused.Fault == HelpdeskFault.NotAllowed)
        {
            return null;
        }
    }

    private static ApiJson Present(HelpdeskAnswer answer) =>
        answer.IsMissing ? throw new HelpdeskException(HelpdeskFault.Refused, "The ticket is not there any more.") : answer.Body;

    private static string PathOf(TicketId ticket) => $"api/v2/tickets/{Uri.EscapeDataString(ticket.Value)}.json";

    private static string Page(string? after) => $"page[size]={PageSize}" + (after is null ? "" : $"&page[after]={Uri.EscapeDataString(after)}");

    private static string? After(ApiJson page) => page["meta"]["has_more"].Flag == true ? page["meta"]["after_cursor"].RequiredText : null;

    private static object Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id;
}
