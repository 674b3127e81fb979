using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks.Freshdesk;

/// <summary>Freshdesk's JSON of tickets, conversations, people and ratings. Source: developers.freshdesk.com/api.</summary>
internal static class FreshdeskJson
{
    public static object Agent(DoublePerson agent, bool isActive) => new
    {
        id = Number(agent.Id), occasional = false, type = "support_agent", contact = new { active = isActive, email = agent.Email, name = agent.Name, language = "en" },
    };

    public static object Contact(DoublePerson contact, string? shopId) => new
    {
        id = Number(contact.Id), active = true, email = contact.Email, name = contact.Name, language = "en", unique_external_id = shopId,
    };

    public static object Ticket(DoubleTicket ticket, int source, bool isDeleted) => new
    {
        id = Number(ticket.Id),
        subject = ticket.Subject,
        description = ticket.Comments[0].Text,
        status = ticket.State switch { DoubleState.Solved => 4, DoubleState.Closed => 5, _ => 2 },
        source,
        spam = false,
        deleted = isDeleted,
        requester_id = Number(ticket.Customer.Id),
        responder_id = ticket.Assignee is { } assignee && !assignee.StartsWith("team:", StringComparison.Ordinal) ? Number(assignee) : (long?)null,
        group_id = ticket.Assignee?.StartsWith("team:", StringComparison.Ordinal) == true ? Number(ticket.Assignee[5..]) : (long?)null,
        tags = ticket.Tags,
        created_at = Stamp(ticket.Comments[0].At),
        updated_at = Stamp(ticket.UpdatedAt),
    };

    public static object Conversation(DoubleComment comment, Dictionary<string, int> source) => new
    {
        id = Number(comment.Id),
        user_id = Number(comment.By.Id),
        body = comment.Text,
        incoming = comment.By.Role == DoubleRole.Customer,
        @private = !comment.Public,
        source = source.GetValueOrDefault(comment.Id, comment.Public ? 0 : 2),
        from_email = comment.Via == DoubleVia.Mail ? comment.By.Email : comment.Public && comment.By.Role != DoubleRole.Customer ? "support@shop.example" : null,
        created_at = Stamp(comment.At),
        updated_at = Stamp(comment.At),
    };

    public static object[] Ratings(DoubleTicket ticket) => ticket.Rating is { } score
        ?
        [
            new { id = 1, ticket_id = Number(ticket.Id), ratings = new { default_question = 100 }, updated_at = Stamp(ticket.RatedAt!.Value.AddDays(-1)) },
            new
            {
                id = 2,
                ticket_id = Number(ticket.Id),
                ratings = new { default_question = score switch { 5 => 103, 4 => 101, 3 => 100, 2 => -101, _ => -103 } },
                updated_at = Stamp(ticket.RatedAt!.Value),
            },
        ]
        : [];

    /// <summary>Pages count from 1; a page that is not full is the last.</summary>
    public static IEnumerable<object> Page(HttpRequest request, object[] all)
    {
        var size = Math.Min(int.Parse(request.Query["per_page"].ToString(), CultureInfo.InvariantCulture), 100);
        return all.Skip((int.Parse(request.Query["page"].ToString(), CultureInfo.InvariantCulture) - 1) * size).Take(size);
    }

    public static async Task RefuseAsync(HttpContext context, bool isMissing, JsonObject sent)
    {
        context.Response.StatusCode = isMissing ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
        if (!isMissing)
        {
            var errors = sent.Select(field => new { field = field.Key, message = "Unexpected/invalid field in request", code = "invalid_field" });
            await context.Response.WriteAsJsonAsync(new { description = "Validation failed", errors });
        }
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
