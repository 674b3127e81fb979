using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

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
