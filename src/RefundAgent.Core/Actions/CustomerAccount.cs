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

    /// <summary>How far back <see cref="Recent"/> goes: signs of abuse show over a season, not a month.</summary>
    public static TimeSpan History { get; } = TimeSpan.FromDays(90);

    /// <summary>By order, over all time; failed refunds are not in it.</summary>
    public ImmutableDictionary<OrderId, OrderTotal> Orders { get; init; } = ImmutableDictionary<OrderId, OrderTotal>.Empty;

    /// <summary>Refunds planned within <see cref="History"/>, failed ones left out.</summary>
    public ImmutableArray<RecentRefund> Recent { get; init; } = [];

    /// <summary>What the provider has reported of the customer's payments; those it said nothing about are not here.</summary>
    public ImmutableDictionary<PaymentReference, PaymentState> Payments { get; init; } = ImmutableDictionary<PaymentReference, PaymentState>.Empty;

    /// <summary>
    /// The store's own mark of the state that this was read from, compared when a refund is planned; null where this is not what the store
    /// holds (put together by hand, or <see cref="With(RefundEntry)"/> and <see cref="Without"/>): the ledger then reads again before it trusts it.
    /// </summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    public OrderTotal Of(Order order) => Orders.GetValueOrDefault(order.Id) ?? OrderTotal.Nothing(order.Currency);

    public PaymentState Of(PaymentReference payment) => Payments.GetValueOrDefault(payment) ?? PaymentState.Clear;

    /// <summary>The sum within the window that ends at <paramref name="now"/>, in one currency.</summary>
    public Money SpentInWindow(Currency currency, DateTimeOffset now) =>
        Recent.Where(refund => refund.Amount.Currency == currency && refund.At > now - Window)
            .Aggregate(Money.Zero(currency), (sum, refund) => sum + refund.Amount);

    /// <summary>The account after one more refund, as the next claim of the same message must see it.</summary>
    public CustomerAccount With(RefundEntry entry) => this with
    {
        Orders = Orders.SetItem(entry.Order, TotalOf(entry).Plus(entry)),
        Recent = Recent.Add(new RecentRefund(entry.Key, entry.PlannedAt, entry.Amount) { Reason = entry.Reason }),
        ETag = null,
    };

    public CustomerAccount With(IEnumerable<RefundEntry> entries) => entries.Aggregate(this, (account, entry) => account.With(entry));

    /// <summary>The account after a refund failed for good.</summary>
    public CustomerAccount Without(RefundEntry entry) => this with
    {
        Orders = Orders.TryGetValue(entry.Order, out var total) ? Orders.SetItem(entry.Order, total.Minus(entry)) : Orders,
        Recent = Recent.RemoveAll(refund => refund.Key == entry.Key),
        ETag = null,
    };

    /// <summary>
    /// Why refunds of one order would break a limit together; null where they fit. A sum for no item is held to what the policy holds it to
    /// as well (once, and nothing before it): two messages ruled on in one moment would each see an order of which nothing was given back.
    /// </summary>
    public RefundRefusal? Refuses(ImmutableArray<RefundEntry> entries, RefundCaps caps)
    {
        var (first, before) = (entries[0], TotalOf(entries[0]));
        var after = With(entries);
        var total = after.Orders[first.Order];
        if (caps.Closed is { } closed)
        {
            return closed;
        }

        if (entries.FirstOrDefault(entry => Of(entry.Payment).ForbidsRefund) is { } disputed)
        {
            return new RefundRefusal(RefundFailure.Disputed, $"the bank takes payment {disputed.Payment} of order {first.Order} back, or has given it back (chargeback)");
        }

        if (total.Committed > caps.Order)
        {
            return Limit($"order {first.Order} can give back {caps.Order - before.Committed} more, not {total.Committed - before.Committed}");
        }

        if (entries.FirstOrDefault(entry => caps.Payments.TryGetValue(entry.Payment, out var cap) && total.Payments[entry.Payment] > cap) is { } over)
        {
            return Limit($"payment {over.Payment} of order {first.Order} can give back {caps.Payments[over.Payment]} in all, not {total.Payments[over.Payment]}");
        }

        if (total.Shipping > caps.Shipping && entries.Any(entry => entry.Shipping.IsPositive))
        {
            return Limit($"order {first.Order} took {caps.Shipping} for delivery and would give {total.Shipping} back for it");
        }

        if (total.Units.FirstOrDefault(unit => unit.Value > caps.Units.GetValueOrDefault(unit.Key)) is { Key.Value: not null } excess)
        {
            return Limit($"item {excess.Key} of order {first.Order} was bought {caps.Units.GetValueOrDefault(excess.Key)} times and would be given back {excess.Value} times");
        }

        if (first.Initiator == RefundInitiator.Agent && before.Committed.IsPositive && entries.All(entry => entry.Items.IsEmpty))
        {
            return Limit($"{before.Committed} of order {first.Order} have been given back already, and {total.Committed - before.Committed} for no item of it is for a person to agree to");
        }

        return caps.CustomerWindow is { } limit && after.SpentInWindow(first.Amount.Currency, first.PlannedAt) > limit
            ? Limit($"the customer's 30-day limit of {limit} would be passed")
            : null;
    }

    private static RefundRefusal Limit(string why) => new(RefundFailure.Limit, why);

    private OrderTotal TotalOf(RefundEntry entry) => Orders.GetValueOrDefault(entry.Order) ?? OrderTotal.Nothing(entry.Amount.Currency);
}

/// <param name="Key">Of the ledger row.</param>
/// <param name="At">When it was planned.</param>
/// <param name="Amount">Reserved or paid.</param>
public sealed record RecentRefund(RefundKey Key, DateTimeOffset At, Money Amount)
{
    /// <summary>What the customer gave as the reason, as one of the reader's reasons; null where none was given.</summary>
    public string? Reason { get; init; }
}

/// <summary>Why the ledger writes a refund down as refused.</summary>
/// <param name="Failure">Of what kind.</param>
/// <param name="Why">For people; names the limit.</param>
public sealed record RefundRefusal(RefundFailure Failure, string Why);
