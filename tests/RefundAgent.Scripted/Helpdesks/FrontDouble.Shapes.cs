using System.Net;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class FrontDouble
{
    /// <summary>Nobody can write a comment by e-mail: what staff send that way comes in like anybody's mail.</summary>
    private static bool IsMessage(DoubleComment comment) => comment.Public || comment.Via == DoubleVia.Mail;

    private static bool IsInbound(DoubleComment message) => message.By.Role == DoubleRole.Customer || message.Via == DoubleVia.Mail;

    private object ConversationOf(DoubleTicket ticket) => new
    {
        _links = Links("conversations", ticket.Id),
        id = ticket.Id,
        type = "conversation",
        subject = ticket.Subject,
        status = ticket.State != DoubleState.Open ? "archived" : ticket.Assignee is null ? "unassigned" : "assigned",
        ticket_ids = Array.Empty<string>(),
        assignee = ticket.Assignee is { } assignee ? TeammateOf(FindPerson(assignee)!) : null,
        recipient = RecipientOf(ticket.Customer, HandleOf(ticket), "from"),
        tags = ticket.Tags.Select(name => TagOf(tags.Find(tag => tag.Name == name).Id ?? "tag_0", name)),
        created_at = Seconds(ticket.Comments[0].At),
        updated_at = Seconds(ticket.UpdatedAt),
        is_private = false,
    };

    private object MessageOf(DoubleTicket ticket, DoubleComment message)
    {
        var isInbound = IsInbound(message);
        var html = message.By.Role == DoubleRole.Agent ? message.Text : $"<div>{WebUtility.HtmlEncode(message.Text).Replace("\n", "<br>", StringComparison.Ordinal)}</div>";
        return new
        {
            id = message.Id,
            message_uid = $"uid{message.Id}",
            type = ticket.ByMail ? "email" : "front_chat",
            is_inbound = isInbound,
            draft_mode = (string?)null,
            created_at = SaidAt(ticket, message),
            author = isInbound || message.By.Role == DoubleRole.Agent ? null : TeammateOf(message.By),
            recipients = new[]
            {
                isInbound
                    ? RecipientOf(message.By, message.By == ticket.Customer ? HandleOf(ticket) : message.By.Email, "from")
                    : RecipientOf(ticket.Customer, HandleOf(ticket), "to"),
            },
            body = html,
            text = ticket.ByMail ? message.Text : null,
        };
    }

    private static object CommentOf(DoubleTicket ticket, DoubleComment comment) => new
    {
        _links = Links("comments", comment.Id),
        id = comment.Id,
        author = TeammateOf(comment.By),
        body = comment.Text,
        posted_at = SaidAt(ticket, comment),
        is_pinned = false,
    };

    private static object TeammateOf(DoublePerson person) => new
    {
        id = person.Id,
        email = person.Email,
        username = person.Name,
        is_admin = false,
        is_blocked = false,
        type = person.Role == DoubleRole.Agent ? "api" : "user",
    };

    private static object RecipientOf(DoublePerson person, string handle, string role) => new
    {
        _links = new { related = new { contact = person.Role == DoubleRole.Customer ? $"https://double.api.frontapp.invalid/contacts/{person.Id}" : null } },
        name = person.Name,
        handle,
        role,
    };

    private static object ContactOf(DoublePerson person) => new
    {
        id = person.Id,
        name = person.Name,
        handles = new[] { new { handle = ChatHandleOf(person), source = "front_chat" }, new { handle = person.Email, source = "email" } },
    };

    private static object TagOf(string id, string name) => new { _links = Links("tags", id), id, name, is_private = false };

    private static object Links(string path, string id) => new { self = $"https://double.api.frontapp.invalid/{path}/{id}" };

    private static string HandleOf(DoubleTicket ticket) => ticket.ByMail ? ticket.Customer.Email : ChatHandleOf(ticket.Customer);

    private static string ChatHandleOf(DoublePerson customer) => $"visitor-{customer.Id[4..]}";

    /// <summary>Front tells milliseconds: two things that were said within one would have no order.</summary>
    private static decimal SaidAt(DoubleTicket ticket, DoubleComment comment) =>
        ticket.Comments.ToArray().TakeWhile(each => each.Id != comment.Id).Append(comment).Aggregate(0L, (last, each) => Math.Max(last + 1, each.At.ToUnixTimeMilliseconds())) / 1000m;

    private static decimal Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000m;
}
