using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class IntercomDouble
{
    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        var topic = change.Kind switch
        {
            DoubleChangeKind.Opened => "conversation.user.created",
            DoubleChangeKind.Commented when change.Comment!.By.Role == DoubleRole.Customer => "conversation.user.replied",
            DoubleChangeKind.Commented => change.Comment!.Public ? "conversation.admin.replied" : "conversation.admin.noted",
            DoubleChangeKind.StateChanged => change.Ticket.State == DoubleState.Open ? "conversation.admin.opened" : "conversation.admin.closed",
            DoubleChangeKind.Rated => "conversation.rating.added",
            DoubleChangeKind.Tagged => "conversation_part.tag.created",
            _ => "conversation.admin.assigned",
        };
        JsonNode[] parts = change.Comment is { } comment && change.Kind == DoubleChangeKind.Commented ? [Part(comment)] : [];
        var body = new JsonObject
        {
            ["type"] = "notification_event",
            ["app_id"] = Workspace,
            ["data"] = new JsonObject { ["type"] = "notification_event_data", ["item"] = Conversation(change.Ticket, parts) },
            ["links"] = new JsonObject(),
            ["id"] = $"notif_{change.Number}",
            ["topic"] = topic,
            ["delivery_status"] = "pending",
            ["delivery_attempts"] = 1,
            ["delivered_at"] = 0,
            ["first_sent_at"] = Seconds(change.At),
            ["created_at"] = Seconds(change.At),
            ["self"] = null,
        }.ToJsonString();
#pragma warning disable CA5350 // Intercom signs so.
        var digest = HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body));
#pragma warning restore CA5350
        yield return new DoubleDelivery(body, new Dictionary<string, string> { ["X-Hub-Signature"] = "sha1=" + Convert.ToHexStringLower(digest) });
    }

    private JsonNode[] Parts(DoubleTicket ticket)
    {
        IEnumerable<JsonNode> said = ticket.Comments.Skip(1).Select(Part);
        if (ticket.Assignee is not null)
        {
            said = said.Append(Part(new DoubleComment($"9{ticket.Id}", Mara, true, DoubleVia.Web, "", ticket.UpdatedAt), "assignment"));
        }

        if (inserted.TryGetValue(ticket.Id, out var part))
        {
            said = said.Append(part.DeepClone());
        }

        return [.. said.TakeLast(MostParts)];
    }

    private static JsonObject Part(DoubleComment comment) => Part(comment, comment.Public ? "comment" : "note");

    private static JsonObject Part(DoubleComment comment, string type) => new JsonObject
    {
        ["type"] = "conversation_part",
        ["id"] = comment.Id,
        ["part_type"] = type,
        ["body"] = comment.Text.Length == 0 ? null : comment.Text,
        ["created_at"] = Seconds(comment.At),
        ["updated_at"] = Seconds(comment.At),
        ["assigned_to"] = null,
        ["author"] = Author(comment.By),
        ["attachments"] = new JsonArray(),
        ["external_id"] = null,
        ["redacted"] = false,
        ["email_message_metadata"] = comment.Via == DoubleVia.Mail ? new JsonObject { ["subject"] = "Re: order", ["email_address_headers"] = new JsonArray(), ["message_id"] = $"<{comment.Id}@mail.example>" } : null,
        ["app_package_code"] = comment.Via == DoubleVia.Api ? "refund-agent-test" : null,
    };

    private static JsonObject Author(DoublePerson person) => new()
    {
        ["type"] = IsAdmin(person) ? "admin" : "user",
        ["id"] = person.Id,
        ["name"] = person.Name,
        ["email"] = person.Email,
    };

    private JsonObject Conversation(DoubleTicket ticket, JsonNode[] parts)
    {
        var (opened, team) = (ticket.Comments[0], ticket.Assignee?.StartsWith("team:", StringComparison.Ordinal) is true);
        return new JsonObject
        {
            ["type"] = "conversation",
            ["id"] = ticket.Id,
            ["created_at"] = Seconds(opened.At),
            ["updated_at"] = Seconds(ticket.UpdatedAt),
            ["open"] = ticket.State == DoubleState.Open,
            ["state"] = ticket.State == DoubleState.Open ? "open" : "closed",
            ["admin_assignee_id"] = ticket.Assignee is { } admin && !team ? long.Parse(admin, CultureInfo.InvariantCulture) : null,
            ["team_assignee_id"] = team ? long.Parse(ticket.Assignee!["team:".Length..], CultureInfo.InvariantCulture) : null,
            ["tags"] = new JsonObject
            {
                ["type"] = "tag.list",
                ["tags"] = new JsonArray([.. ticket.Tags.Select(tag => new JsonObject { ["type"] = "tag", ["id"] = tagIds.GetOrAdd(tag, _ => NewId()), ["name"] = tag })]),
            },
            ["source"] = new JsonObject
            {
                ["type"] = ticket.ByMail ? "email" : "conversation",
                ["id"] = opened.Id,
                ["delivered_as"] = "customer_initiated",
                ["subject"] = ticket.Subject,
                ["body"] = opened.Text,
                ["author"] = Author(opened.By),
                ["attachments"] = new JsonArray(),
                ["redacted"] = false,
            },
            ["contacts"] = new JsonObject
            {
                ["type"] = "contact.list",
                ["contacts"] = new JsonArray(new JsonObject { ["type"] = "contact", ["id"] = ticket.Customer.Id, ["external_id"] = ExternalId(ticket.Customer) }),
            },
            ["conversation_rating"] = ticket.Rating is { } rating
                ? new JsonObject { ["rating"] = rating, ["remark"] = "", ["created_at"] = Seconds(ticket.RatedAt!.Value), ["updated_at"] = Seconds(ticket.RatedAt!.Value) }
                : null,
            ["conversation_parts"] = new JsonObject { ["type"] = "conversation_part.list", ["conversation_parts"] = new JsonArray(parts), ["total_count"] = parts.Length },
        };
    }
}
