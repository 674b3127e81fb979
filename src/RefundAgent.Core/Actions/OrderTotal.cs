using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Actions;

/// <summary>What one order has given back or is about to, over all its refunds that have not failed.</summary>
/// <param name="Committed">Given back or reserved.</param>
/// <param name="Units">Units given back or reserved, by item.</param>
public sealed record OrderTotal(Money Committed, ImmutableDictionary<ItemId, int> Units)
{
    /// <summary>The same sum by the payment that it goes back by.</summary>
    public ImmutableDictionary<PaymentReference, Money> Payments { get; init; } = ImmutableDictionary<PaymentReference, Money>.Empty;

    /// <summary>What of <see cref="Committed"/> is for delivery; null where it was begun by a version that did not tell.</summary>
    public Money? Shipping { get; init; }

    public static OrderTotal Nothing(Currency currency) =>
        new(Money.Zero(currency), ImmutableDictionary<ItemId, int>.Empty) { Shipping = Money.Zero(currency) };

    public OrderTotal Plus(RefundEntry entry) => new(Committed + entry.Amount, Counted(entry, 1))
    {
        Payments = Payments.SetItem(entry.Payment, Of(entry.Payment) + entry.Amount),
        Shipping = Shipping is { } before ? before + entry.Shipping : entry.Shipping.IsPositive ? entry.Shipping : null,
    };

    public OrderTotal Minus(RefundEntry entry) => new(Committed - entry.Amount, Counted(entry, -1))
    {
        Payments = Payments.SetItem(entry.Payment, Of(entry.Payment) - entry.Amount),
        Shipping = Shipping - entry.Shipping,
    };

    public Money Of(PaymentReference payment) => Payments.TryGetValue(payment, out var sum) ? sum : Money.Zero(Committed.Currency);

    private ImmutableDictionary<ItemId, int> Counted(RefundEntry entry, int step) =>
        entry.Items.Aggregate(Units, (units, item) => units.SetItem(item, units.GetValueOrDefault(item) + step));
}
