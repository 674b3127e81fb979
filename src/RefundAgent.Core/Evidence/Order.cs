using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>What was charged for the whole order, after discounts, with tax and shipping.</summary>
    public required Money Paid { get; init; }

    /// <summary>What of <see cref="Paid"/> has been taken so far; null where the shop does not say: all of it.</summary>
    public Money? Captured { get; init; }

    /// <summary>What of <see cref="Paid"/> was for standard delivery; null where the shop does not say: the items carry it.</summary>
    public Money? Shipping { get; init; }

    /// <summary>What of <see cref="Paid"/> was tax; it goes back with the items that carry it.</summary>
    public Money? Tax { get; init; }

    /// <summary>What the list prices were lowered by in all; <see cref="Paid"/> is after it.</summary>
    public Money? Discount { get; init; }

    /// <summary>What the customer saw and was charged in; null where it is the order's own currency.</summary>
    public Currency? PresentmentCurrency { get; init; }

    /// <summary>What the shop had given back before it told us of the order; ours is in the refund ledger.</summary>
    public required Money Refunded { get; init; }

    public ImmutableArray<string> PaymentMethods { get; init; } = [];

    public DateTimeOffset? PlacedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When the carrier reported the parcel as delivered.</summary>
    public DateTimeOffset? DeliveryScan { get; init; }

    public DateTimeOffset? CustomerSince { get; init; }

    public OrderPlace? ShipTo { get; init; }

    public OrderPlace? BillTo { get; init; }

    /// <summary>The (first) charge at the payment provider; the order's own id where the shop names none.</summary>
    public required PaymentReference Payment { get; init; }

    /// <summary>All payments where the shop lists them, together <see cref="Paid"/>; empty where <see cref="Payment"/> paid for everything.</summary>
    public ImmutableArray<OrderPayment> Payments { get; init; } = [];

    /// <summary>Nothing of the order is taken back for a change of mind; items can say so for themselves.</summary>
    public bool FinalSale { get; init; }

    /// <summary>
    /// Set by the order book alone: the order was another customer's before, in whose account stands what was given back for it then.
    /// </summary>
    public bool ChangedHands { get; init; }

    public Currency Currency => Paid.Currency;

    /// <summary>Every payment of the order, at least one.</summary>
    [JsonIgnore]
    public ImmutableArray<OrderPayment> PaidBy =>
        Payments.IsDefaultOrEmpty ? [new OrderPayment(Payment, PaymentKind.Other, Paid, Refunded)] : Payments;

    /// <summary>All that the order can ever give back by us: what was taken less what the shop gave back itself, never below zero.</summary>
    [JsonIgnore]
    public Money Refundable
    {
        get
        {
            var taken = Captured is { } captured && captured.Currency == Currency && captured < Paid ? captured : Paid;
            return Refunded.Currency == Currency && taken > Refunded ? taken - Refunded : Money.Zero(Currency);
        }
    }
}
