using System.Globalization;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Freshdesk;

/// <summary>
/// Freshdesk's API. It lists conversations oldest first, so all are read and the newest 1,000 kept; it takes tags only as a whole, so they
/// are read again right before. Source: developers.freshdesk.com/api.
/// </summary>
internal sealed class FreshdeskHelpdesk : IHelpdesk
{
    private const int PageSize = 100;
    private const int MostPages = 50;
    private const int MostComments = 1000;

    private readonly HelpdeskHttp http;
    private readonly FreshdeskAgents agents;

    public FreshdeskHelpdesk(HelpdeskOptions options, HelpdeskClients clients)
    {
        var authorization = BasicCredentials.Of(options.Token, "X");
        http = clients.Open(options.ApiAt(""), (request, _) =>
        {
            request.Headers.Authorization = authorization;
            return default;
        });
        agents = new FreshdeskAgents(http, clients.Time);
    }

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var found = await http.GetAsync(PathOf(ticket), cancellationToken);
        if (found.IsMissing
            || found.Body["deleted"].Flag == true
            || found.Body["spam"].Flag == true
            || await ConversationsAsync(ticket, cancellationToken) is not { } conversations)
        {
            return null;
        }

        var requester = found.Body["requester_id"].RequiredText;
        var contact = await http.GetAsync($"api/v2/contacts/{Uri.EscapeDataString(requester)}", cancellationToken);
        var people = conversations.Select(each => each["user_id"].Text).OfType<string>().Append(requester).Distinct();
        var thread = new FreshdeskThread(found.Body, contact.Body, await agents.AmongAsync(people, cancellationToken), await agents.SelfAsync(cancellationToken));
        return thread.Of(conversations.TakeLast(MostComments), await RatingAsync(ticket, cancellationToken));
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, "notes", new { body = CommentText.ToHtml(text), @private = true }, cancellationToken);

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        WriteAsync(ticket, "reply", new { body = CommentText.ToHtml(text) }, cancellationToken);

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var now = (await http.GetAsync(PathOf(ticket.Id), cancellationToken)).Present["tags"].Each().Select(tag => tag.RequiredText).ToArray();
        if (tags.Except(now).Any())
        {
            _ = (await http.SetAsync(HttpMethod.Put, PathOf(ticket.Id), new { tags = now.Union(tags) }, cancellationToken)).Present;
        }
    }

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        var to = NumberedAssignee.Of(assignee);
        object update = to.IsTeam ? new { group_id = to.Number } : new { responder_id = to.Number };
        _ = (await http.SetAsync(HttpMethod.Put, PathOf(ticket.Id), update, cancellationToken)).Present;
    }

    /// <summary>Newest change first: a ticket that changes meanwhile is then seen twice, and none is passed over.</summary>
    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        var isMore = true;
        for (var page = 1; isMore; page++)
        {
            var list = (await http.GetAsync(
                $"api/v2/tickets?updated_since={from}&order_by=updated_at&order_type=desc&per_page={PageSize}&page={page}", cancellationToken)).Body.Each().ToArray();
            foreach (var ticket in list)
            {
                yield return new TicketId(ticket["id"].RequiredText);
            }

            isMore = list.Length == PageSize;
        }
    }

    private async Task<CommentId?> WriteAsync(HelpdeskTicket ticket, string how, object body, CancellationToken cancellationToken) =>
        new CommentId((await http.AddAsync(HttpMethod.Post, $"{PathOf(ticket.Id)}/{how}", body, cancellationToken)).Present["id"].RequiredText);

    private async Task<List<ApiJson>?> ConversationsAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var all = new List<ApiJson>();
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await http.GetAsync($"{PathOf(ticket)}/conversations?per_page={PageSize}&page={page}", cancellationToken);
            if (answer.IsMissing)
            {
                return null;
            }

            var some = answer.Body.Each().ToArray();
            all.AddRange(some);
            if (some.Length < PageSize)
            {
                return all;
            }
        }

        throw new HelpdeskException(HelpdeskFault.Refused, $"The ticket holds {all.Count} conversations and more; its newest cannot be reached.");
    }

    /// <summary>None where the plan has no surveys, which Freshdesk answers with 403 or 404.</summary>
    private async Task<TicketRating?> RatingAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.GetAsync($"{PathOf(ticket)}/satisfaction_ratings", cancellationToken);
            return answer.Body.Each().Select(FreshdeskRating.Of).OfType<TicketRating>().MaxBy(rating => rating.At);
        }
        catch (HelpdeskException refused) when (refused.Fault == HelpdeskFault.NotAllowed)
        {
            return null;
        }
    }

    private static string PathOf(TicketId ticket) => $"api/v2/tickets/{Uri.EscapeDataString(ticket.Value)}";
}
