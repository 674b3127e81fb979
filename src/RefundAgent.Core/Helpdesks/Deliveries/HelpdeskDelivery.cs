using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>What a helpdesk sent, proven and as it came; or, with <see cref="Ticket"/>, our own word that a ticket has to be looked at.</summary>
public sealed record HelpdeskDelivery
{
    public required TenantId Tenant { get; init; }

    public required ConnectionName Connection { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The body, word for word; null where <see cref="Ticket"/> says it all.</summary>
    public string? Body { get; init; }

    /// <summary>A header that names the kind of event, where a helpdesk says it there and does not sign it: a hint.</summary>
    public string? Event { get; init; }

    /// <summary>The helpdesk's own id; null for what came from outside.</summary>
    public TicketId? Ticket { get; init; }
}
