using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Policies;

/// <summary>The most that a claim can give back, item by item: captured − refunded − pending, never below zero.</summary>
/// <param name="Order">The order that it is for.</param>
/// <param name="Amount">The sum of the units with their delivery and less the fee, capped by what is left of the order.</param>
/// <param name="Items">The units it covers, one entry a unit; units given back before are not among them.</param>
/// <param name="Remaining">What is left of the whole order.</param>
public sealed record Entitlement(OrderId Order, Money Amount, ImmutableArray<ItemId> Items, Money Remaining)
{
    /// <summary>What of <see cref="Amount"/> is for delivery.</summary>
    public Money Shipping { get; init; } = Money.Zero(Amount.Currency);

    /// <summary>What <see cref="Amount"/> was lowered by as a restocking fee.</summary>
    public Money Fee { get; init; } = Money.Zero(Amount.Currency);
}
