using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Feedback;

namespace RefundAgent.Tickets;

/// <summary>One message of a customer that wants an answer, with who brought it in; identity and tenant come from that connection only.</summary>
public sealed record Ticket
{
    public required TenantId Tenant { get; init; }

    public required TicketId Id { get; init; }

    /// <summary>Given by the helpdesk, else derived from the text: the same message is decided once.</summary>
    public required MessageId Message { get; init; }

    public required string Text { get; init; }

    public required TicketCustomer Customer { get; init; }

    public OrderId? Order { get; init; }

    /// <summary>What the customer asks for; evidence, and a ceiling, never a price.</summary>
    public Money? Requested { get; init; }

    /// <summary>The reason as the helpdesk's form has it; free text or one of the canonical reasons.</summary>
    public string? StatedReason { get; init; }

    /// <summary>Stated by a connection with role system; empty from anybody else.</summary>
    public ImmutableSortedDictionary<string, FactValue> Facts { get; init; } = ImmutableSortedDictionary<string, FactValue>.Empty;

    public string? Channel { get; init; }

    /// <summary>BCP 47 tag such as <c>de</c> or <c>pt-BR</c>, where the helpdesk knows it.</summary>
    public string? Language { get; init; }

    /// <summary>The authenticated connection that brought the message.</summary>
    public required PrincipalId BroughtBy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
