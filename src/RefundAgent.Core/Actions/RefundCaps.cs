using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Actions;

/// <summary>What a refund may not pass, checked again in the transaction that writes it down.</summary>
/// <param name="Order">What the order can give back in all, over all its refunds.</param>
/// <param name="Units">Units bought, by item.</param>
/// <param name="CustomerWindow">What the customer may get within 30 days; null for no limit.</param>
public sealed record RefundCaps(Money Order, ImmutableDictionary<ItemId, int> Units, Money? CustomerWindow)
{
    /// <summary>What each payment of the order can give back in all; one that is not here has no cap of its own.</summary>
    public ImmutableDictionary<PaymentReference, Money> Payments { get; init; } = ImmutableDictionary<PaymentReference, Money>.Empty;

    /// <summary>What the order took for delivery, which is given back once; nothing in intents of versions that did not tell.</summary>
    public Money Shipping { get; init; } = Money.Zero(Order.Currency);

    /// <summary>What the tenant may pay out in a day on the word of who initiates the refund; null for no limit.</summary>
    public DayLimit? Day { get; init; }

    /// <summary>Why no refund may be begun at all, such as the operator's kill switch or a day that is full; null where one may.</summary>
    public RefundRefusal? Closed { get; init; }
}

/// <summary>A tenant's limit for one UTC day; an absent half does not limit.</summary>
/// <param name="Count">Refunds.</param>
/// <param name="Sum">All of them together.</param>
public sealed record DayLimit(int? Count, Money? Sum);
