using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Actions;

/// <summary>What one customer has been given back or is about to be: the base of the entitlement and of the limits.</summary>
public sealed record CustomerAccount
{
    public static CustomerAccount Empty { get; } = new();

    /// <summary>How far back the rolling customer limit looks.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(30);

    /// <summary>By order, over all time; failed refunds are not in it.</summary>
    public ImmutableDictionary<OrderId, OrderTotal> Orders { get; init; } = ImmutableDictionary<OrderId, OrderTotal>.Empty;

    /// <summary>Refunds planned within <see cref="Window"/>, failed ones left out.</summary>
    public ImmutableArray<RecentRefund> Recent { get; init; } = [];

    /// <summary>
    /// The store's own mark of the state that this was read from, compared when a refund is planned; null where this is not what the store
    /// holds (put together by hand, or <see cref="With"/> and <see cref="Without"/>): the ledger then reads again before it trusts it.
    /// </summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    public OrderTotal Of(Order order) => Orders.GetValueOrDefault(order.Id) ?? OrderTotal.Nothing(order.Currency);

    /// <summary>The sum within the window that ends at <paramref name="now"/>, in one currency.</summary>
    public Money SpentInWindow(Currency currency, DateTimeOffset now) =>
        Recent.Where(refund => refund.Amount.Currency == currency && refund.At > now - Window)
            .Aggregate(Money.Zero(currency), (sum, refund) => sum + refund.Amount);

    /// <summary>The account after one more refund, as the next claim of the same message must see it.</summary>
    public CustomerAccount With(RefundEntry entry) => this with
    {
        Orders = Orders.SetItem(entry.Order, (Orders.GetValueOrDefault(entry.Order) ?? OrderTotal.Nothing(entry.Amount.Currency)).Plus(entry)),
        Recent = Recent.Add(new RecentRefund(entry.Key, entry.PlannedAt, entry.Amount)),
        ETag = null,
    };

    /// <summary>The account after a refund failed for good.</summary>
    public CustomerAccount Without(RefundEntry entry) => this with
    {
        Orders = Orders.TryGetValue(entry.Order, out var total) ? Orders.SetItem(entry.Order, total.Minus(entry)) : Orders,
        Recent = Recent.RemoveAll(refund => refund.Key == entry.Key),
        ETag = null,
    };

    /// <summary>Why one more refund would break a limit; null where it fits.</summary>
    public string? Refuses(RefundEntry entry, RefundCaps caps)
    {
        var total = Orders.GetValueOrDefault(entry.Order) ?? OrderTotal.Nothing(entry.Amount.Currency);
        if (total.Committed + entry.Amount > caps.Order)
        {
            return $"order {entry.Order} can give back {caps.Order - total.Committed} more, not {entry.Amount}";
        }

        var units = total.Plus(entry).Units;
        if (units.FirstOrDefault(unit => unit.Value > caps.Units.GetValueOrDefault(unit.Key)) is { Key.Value: not null } excess)
        {
            return $"item {excess.Key} of order {entry.Order} was bought {caps.Units.GetValueOrDefault(excess.Key)} times and would be given back {excess.Value} times";
        }

        return caps.CustomerWindow is { } limit && SpentInWindow(entry.Amount.Currency, entry.PlannedAt) + entry.Amount > limit
            ? $"the customer's 30-day limit of {limit} would be passed"
            : null;
    }
}

/// <param name="Key">Of the ledger row.</param>
/// <param name="At">When it was planned.</param>
/// <param name="Amount">Reserved or paid.</param>
public sealed record RecentRefund(RefundKey Key, DateTimeOffset At, Money Amount);

/// <param name="Committed">Given back or reserved.</param>
/// <param name="Units">Units given back or reserved, by item.</param>
public sealed record OrderTotal(Money Committed, ImmutableDictionary<ItemId, int> Units)
{
    public static OrderTotal Nothing(Currency currency) => new(Money.Zero(currency), ImmutableDictionary<ItemId, int>.Empty);

    public OrderTotal Plus(RefundEntry entry) => new(Committed + entry.Amount, Counted(entry, 1));

    public OrderTotal Minus(RefundEntry entry) => new(Committed - entry.Amount, Counted(entry, -1));

    private ImmutableDictionary<ItemId, int> Counted(RefundEntry entry, int step) =>
        entry.Items.Aggregate(Units, (units, item) => units.SetItem(item, units.GetValueOrDefault(item) + step));
}

/// <summary>What a refund may not pass, checked again in the transaction that writes it down.</summary>
/// <param name="Order">What the order can give back in all, over all its refunds.</param>
/// <param name="Units">Units bought, by item.</param>
/// <param name="CustomerWindow">What the customer may get within 30 days; null for no limit.</param>
public sealed record RefundCaps(Money Order, ImmutableDictionary<ItemId, int> Units, Money? CustomerWindow);
