using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zendesk;

/// <summary>What belongs to a ticket and has to be asked for apart from it. Source: developer.zendesk.com/api-reference/ticketing.</summary>
internal sealed class ZendeskReading(HelpdeskHttp http)
{
    private const int MostCommentPages = 10;

    /// <summary>The newest 1,000, oldest first; null where the ticket is gone.</summary>
    public async Task<List<ApiJson>?> CommentsAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var newestFirst = new List<ApiJson>();
        string? after = null;
        for (var page = 0; page < MostCommentPages && (page == 0 || after is not null); page++)
        {
            var answer = await http.GetAsync($"api/v2/tickets/{Uri.EscapeDataString(ticket.Value)}/comments.json?sort=-created_at&{ZendeskPage.Query(after)}", cancellationToken);
            if (answer.IsMissing)
            {
                return null;
            }

            newestFirst.AddRange(answer.Body["comments"].Each());
            after = ZendeskPage.After(answer.Body);
        }

        newestFirst.Reverse();
        return newestFirst;
    }

    /// <summary>By id, as they are now; who was deleted, or is Zendesk itself, is left out.</summary>
    public async Task<Dictionary<string, ApiJson>> UsersAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var users = new Dictionary<string, ApiJson>(StringComparer.Ordinal);
        foreach (var some in ids.Where(id => id != "-1").Chunk(ZendeskPage.Size))
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
    public async Task<TicketRating?> RatingAsync(ApiJson told, CancellationToken cancellationToken)
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
}
