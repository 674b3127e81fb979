using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>What a customer bought and paid: the only source of what can be given back.</summary>
public sealed record Order
{
    public required OrderId Id { get; init; }

    public required CustomerId Customer { get; init; }

    public string? CustomerEmail { get; init; }

    /// <summary>The shop's own word, in lower case: <c>pending</c>, <c>processed</c>, <c>delivered</c>, <c>cancelled</c>, …</summary>
    public required string Status { get; init; }

    public required ImmutableArray<OrderItem> Items { get; init; }

    /// <summary>What was captured for the whole order, after discounts, with tax and shipping.</summary>
    public required Money Paid { get; init; }

    /// <summary>What the shop had given back before it told us of the order; ours is in the refund ledger.</summary>
    public required Money Refunded { get; init; }

    public ImmutableArray<string> PaymentMethods { get; init; } = [];

    public DateTimeOffset? PlacedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The charge at the payment provider; the order's own id where the shop names none.</summary>
    public required PaymentReference Payment { get; init; }

    public bool FinalSale { get; init; }

    /// <summary>
    /// Set by the order book alone: the order was another customer's before, in whose account stands what was given back for it then.
    /// </summary>
    public bool ChangedHands { get; init; }

    public Currency Currency => Paid.Currency;
}
