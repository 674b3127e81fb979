using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>Finds out which ticket a delivery is about; pure, and run again by the worker, so that a version that understands more can be put in between.</summary>
public interface IDeliveryReader
{
    /// <summary>
    /// The body is written by the operator, so that what is wrong with it is answered at once (400) and mended there. Otherwise a delivery that
    /// is proven and cannot be read is kept.
    /// </summary>
    bool IsAuthoredByOperator { get; }

    /// <summary>
    /// The header that names the kind of event, where a helpdesk says it nowhere else; it is handed on as <see cref="HelpdeskDelivery.Event"/>.
    /// </summary>
    string? EventHeader => null;

    /// <summary>
    /// What has to be sent back for the helpdesk to trust this address; null for an ordinary delivery. Asked after the delivery was proven.
    /// </summary>
    string? Challenge(Func<string, IReadOnlyList<string?>> headers);

    DeliveryReading Read(HelpdeskDelivery delivery);
}

/// <summary>What a delivery says; a wake-up call, and never more than that, but for a rating.</summary>
public abstract record DeliveryReading
{
    private DeliveryReading()
    {
    }

    /// <summary>Something was done to a ticket: it has to be looked at.</summary>
    /// <param name="Ticket">The helpdesk's own id.</param>
    /// <param name="Key">The same for every delivery of the event, from what is signed: an event has its effect once.</param>
    /// <param name="Rating">Where the event is one, and signed.</param>
    public sealed record Moved(TicketId Ticket, string Key, TicketRating? Rating = null) : DeliveryReading;

    /// <summary>A handshake, another kind of event, another workspace: acknowledged and left alone.</summary>
    /// <param name="Misdirected">It is for somebody else's tickets, which an operator should hear of.</param>
    public sealed record NotForUs(string Why, bool Misdirected = false) : DeliveryReading;

    /// <summary>Not of the form that is documented: kept in the poison queue, for a later version or a person.</summary>
    public sealed record Unreadable(string Why) : DeliveryReading;
}
