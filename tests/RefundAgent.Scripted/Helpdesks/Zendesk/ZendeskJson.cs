using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks.Zendesk;

/// <summary>Zendesk's JSON of tickets, comments, users and ratings. Source: developer.zendesk.com/api-reference/ticketing.</summary>
internal static partial class ZendeskJson
{
    /// <summary>Where Zendesk tells time to the second, the double tells it finer: its tests do not wait for seconds.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static object User(DoublePerson person, HashSet<string> suspended) => new
    {
        id = Number(person.Id),
        name = person.Name,
        email = person.Email,
        role = person.Role == DoubleRole.Customer ? "end-user" : "agent",
        active = true,
        suspended = suspended.Contains(person.Id),
        locale = "en-US",
        external_id = (string?)null,
    };

    public static object Ticket(DoubleTicket ticket, HashSet<string> deleted) => new
    {
        id = Number(ticket.Id),
        subject = ticket.Subject,
        status = deleted.Contains(ticket.Id) ? "deleted" : StatusOf(ticket.State),
        requester_id = Number(ticket.Customer.Id),
        assignee_id = ticket.Assignee is { } assignee && !assignee.StartsWith("team:", StringComparison.Ordinal) ? Number(assignee) : (long?)null,
        group_id = ticket.Assignee?.StartsWith("team:", StringComparison.Ordinal) == true ? Number(ticket.Assignee[5..]) : (long?)null,
        tags = ticket.Tags,
        via = new { channel = ticket.ByMail ? "email" : "web", source = new { from = new { }, to = new { }, rel = (string?)null } },
        updated_at = Stamp(ticket.UpdatedAt),
        satisfaction_rating = ticket.Rating is { } score ? (object)new { id = Number(ticket.Id), score = score > 3 ? "good" : "bad", comment = (string?)null } : new { score = "unoffered" },
    };

    public static object Rating(DoubleTicket ticket) => new
    {
        id = Number(ticket.Id), ticket_id = Number(ticket.Id), score = ticket.Rating > 3 ? "good" : "bad", updated_at = Stamp(ticket.RatedAt!.Value),
    };

    public static object Comment(DoubleComment comment, Dictionary<string, int[]> flags, Dictionary<string, object> via) => new
    {
        id = Number(comment.Id),
        type = "Comment",
        author_id = Number(comment.By.Id),
        html_body = comment.Text,
        plain_body = WebUtility.HtmlDecode(Markup().Replace(comment.Text, " ")),
        @public = comment.Public,
        created_at = Stamp(comment.At),
        via = via.GetValueOrDefault(comment.Id) ?? new { channel = ChannelOf(comment.Via), source = new { from = new { }, to = new { }, rel = (string?)null } },
        metadata = new { system = new { }, flags = flags.GetValueOrDefault(comment.Id) ?? [] },
    };

    public static string StatusOf(DoubleState state) => state switch
    {
        DoubleState.Solved => "solved",
        DoubleState.Closed => "closed",
        _ => "open",
    };

    /// <summary>Cursor pagination; newest first is the one order that is asked for here.</summary>
    public static Dictionary<string, object> Page<T>(HttpRequest request, T[] all, Func<IEnumerable<T>, (string Name, IEnumerable<object> Items)> shape)
    {
        if (!request.Query["sort"].ToString().StartsWith('-'))
        {
            throw new InvalidOperationException("The double lists newest first only.");
        }

        var size = Math.Min(int.Parse(request.Query["page[size]"].ToString(), CultureInfo.InvariantCulture), 100);
        var from = request.Query["page[after]"] is [{ } cursor] ? int.Parse(cursor[1..], CultureInfo.InvariantCulture) : 0;
        var (name, items) = shape(all.Skip(from).Take(size));
        var hasMore = from + size < all.Length;
        return new Dictionary<string, object> { [name] = items, ["meta"] = new { has_more = hasMore, after_cursor = hasMore ? $"c{from + size}" : null } };
    }

    public static IResult NotFound() => Results.Json(new { error = "RecordNotFound", description = "Not found" }, statusCode: 404);

    public static IResult Invalid(string field, string description) => Results.Json(
        new { error = "RecordInvalid", description = "Record validation errors", details = new Dictionary<string, object> { [field] = new[] { new { description } } } }, statusCode: 422);

    private static string ChannelOf(DoubleVia via) => via switch
    {
        DoubleVia.Mail => "email",
        DoubleVia.Api => "api",
        _ => "web",
    };

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
