using System.Collections.Frozen;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zendesk;

/// <summary>
/// Reads both bodies that Zendesk sends to one address: its own events, and ours from a trigger's template. Source:
/// developer.zendesk.com/api-reference/webhooks/event-types/ticket-events.
/// </summary>
/// <param name="account">The number of the account whose events are ours; null to take any, since the signature names the sender already.</param>
internal sealed class ZendeskReader(string? account) : IDeliveryReader
{
    public const string TypePrefix = "zen:event-type:";

    private const string SubjectPrefix = "zen:ticket:";

    /// <summary>Changes that a case may hang on; tags and fields are not among them, and the agent's own tags would only wake it up.</summary>
    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        StringComparer.Ordinal,
        "ticket.created",
        "ticket.comment_added",
        "ticket.comment_made_private",
        "ticket.comment_redacted",
        "ticket.status_changed",
        "ticket.agent_assignment_changed",
        "ticket.group_assignment_changed",
        "ticket.requester_changed",
        "ticket.merged",
        "ticket.undeleted",
        "ticket.csat_received");

    /// <summary>A trigger's body is, but the fixed events are not, and of those none may be refused: whatever cannot be read is kept.</summary>
    public bool IsAuthoredByOperator => false;

    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

    public DeliveryReading Read(HelpdeskDelivery delivery) => DeliveryBody.Read(delivery, body =>
        body["type"].Text is { } type && type.StartsWith(TypePrefix, StringComparison.Ordinal)
            ? ReadEvent(body, type[TypePrefix.Length..])
            : CanonicalReader.Read(body, delivery.ReceivedAt));

    private DeliveryReading ReadEvent(ApiJson body, string type)
    {
        if (account is not null && body["account_id"].Text != account)
        {
            return new DeliveryReading.NotForUs($"The event is of account {body["account_id"].Text ?? "(none)"}.", Misdirected: true);
        }

        if (!Types.Contains(type))
        {
            return new DeliveryReading.NotForUs($"Events of type {type} are not handled.");
        }

        var id = body["detail"]["id"].RequiredText;
        return body["subject"].RequiredText != SubjectPrefix + id ? new DeliveryReading.Unreadable("The event's subject is another ticket than its detail.")
            : Id.TryParse<TicketId>(id, out var ticket) ? new DeliveryReading.Moved(ticket, body["id"].RequiredText)
            : new DeliveryReading.Unreadable("The event names no ticket.");
    }
}
