using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RefundAgent.Scripted.Helpdesks.Zendesk;

/// <summary>
/// Zendesk's webhooks: one that is subscribed to its events (developer.zendesk.com/api-reference/webhooks/event-types/ticket-events), and one
/// of a trigger with the body that our page gives, each signed with its own secret (developer.zendesk.com/documentation/webhooks/verifying).
/// </summary>
internal static class ZendeskEvents
{
    public const string TriggerSecret = "zendesk-trigger-secret-012345678";

    /// <summary>More than a number of JavaScript holds exactly.</summary>
    public const long Account = 9_007_199_254_740_993;

    public static IEnumerable<DoubleDelivery> Of(DoubleChange change, string secret)
    {
        switch (change.Kind)
        {
            case DoubleChangeKind.Opened:
                yield return Event(change, 1, "created", secret, new { });
                yield return Event(change, 2, "comment_added", secret, CommentOf(change));
                break;
            case DoubleChangeKind.Commented:
                yield return Event(change, 1, "comment_added", secret, CommentOf(change));
                yield return Trigger(change);
                break;
            case DoubleChangeKind.StateChanged:
                yield return Event(change, 1, "status_changed", secret, new { previous = "NEW", current = StatusOf(change) });
                break;
            case DoubleChangeKind.Rated:
                yield return Event(change, 1, "csat_received", secret, new { });
                break;
            case DoubleChangeKind.Tagged:
                yield return Event(change, 1, "tags_changed", secret, new { tags_added = change.Ticket.Tags });
                break;
            default:
                yield return Event(change, 1, "agent_assignment_changed", secret, new { });
                break;
        }
    }

    private static DoubleDelivery Event(DoubleChange change, int position, string type, string secret, object what)
    {
        var ticket = change.Ticket;
        return Signed(secret, change.At, new
        {
            type = $"zen:event-type:ticket.{type}",
            account_id = Account,
            id = $"{change.Number:x8}-19d3-4740-93cf-{position:x12}",
            time = ZendeskJson.Stamp(change.At),
            zendesk_event_version = "2022-11-06",
            subject = $"zen:ticket:{ticket.Id}",
            detail = new
            {
                id = ticket.Id,
                requester_id = ticket.Customer.Id,
                assignee_id = ticket.Assignee ?? "",
                status = StatusOf(change),
                subject = ticket.Subject,
                tags = ticket.Tags,
                updated_at = ZendeskJson.Stamp(ticket.UpdatedAt),
                via = new { channel = ticket.ByMail ? "email" : "web_service" },
            },
            @event = what,
        });
    }

    private static object CommentOf(DoubleChange change) => new
    {
        comment = new
        {
            id = change.Comment!.Id,
            body = change.Comment.Text,
            is_public = change.Comment.Public,
            author = new { id = change.Comment.By.Id, is_staff = change.Comment.By.Role != DoubleRole.Customer, name = change.Comment.By.Name },
        },
        meta = new { sequence = new { id = "S", position = 1 } },
    };

    private static DoubleDelivery Trigger(DoubleChange change) => Signed(TriggerSecret, change.At, new
    {
        type = "ticket.commentAdded",
        timestamp = ZendeskJson.Stamp(change.Ticket.UpdatedAt),
        data = new { ticketId = change.Ticket.Id, commentId = change.Comment!.Id, status = ZendeskJson.StatusOf(change.Ticket.State) },
    });

    private static DoubleDelivery Signed(string secret, DateTimeOffset at, object what)
    {
        var body = JsonSerializer.Serialize(what);
        var stamp = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new DoubleDelivery(body, new Dictionary<string, string>
        {
            ["X-Zendesk-Webhook-Signature"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(stamp + body))),
            ["X-Zendesk-Webhook-Signature-Timestamp"] = stamp,
            ["X-Zendesk-Account-Id"] = Account.ToString(CultureInfo.InvariantCulture),
        });
    }

    private static string StatusOf(DoubleChange change) => ZendeskJson.StatusOf(change.Ticket.State).ToUpperInvariant();
}
