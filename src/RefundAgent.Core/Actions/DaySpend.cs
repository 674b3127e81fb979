using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>A tenant's UTC day in the spend book: what was paid out or is about to be, by whose word, and whether the agent's day is over.</summary>
public sealed record DaySpend
{
    public static DaySpend Nothing { get; } = new();

    public ImmutableArray<DayTotal> Totals { get; init; } = [];

    /// <summary>Set when a limit refused the agent; it then only suggests for the rest of the day.</summary>
    public DayTrip? Trip { get; init; }

    public DayTotal Of(RefundInitiator initiator, Currency currency) =>
        Totals.FirstOrDefault(total => total.Initiator == initiator && total.Sum.Currency == currency)
        ?? new DayTotal(initiator, 0, Money.Zero(currency));

    public DaySpend Plus(RefundInitiator initiator, Money amount) => Changed(initiator, amount, 1);

    public DaySpend Minus(RefundInitiator initiator, Money amount) => Changed(initiator, Money.Zero(amount.Currency) - amount, -1);

    /// <summary>Why refunds that are about to be made do not fit; null where they do.</summary>
    public string? Refuses(ImmutableArray<RefundEntry> refunds, DayLimit? limit)
    {
        if (limit is null)
        {
            return null;
        }

        var who = refunds[0].Initiator == RefundInitiator.Agent ? "the agent alone" : "people's approvals";
        if (refunds[0].Initiator == RefundInitiator.Agent && Trip is { } trip && trip.Limit == limit)
        {
            return $"the limit of {who} was reached at {trip.At.UtcDateTime:HH:mm} UTC: until the day is over, a person agrees first";
        }

        var after = refunds.Aggregate(this, (day, refund) => day.Plus(refund.Initiator, refund.Amount)).Of(refunds[0].Initiator, refunds[0].Amount.Currency);
        return after.Count > limit.Count ? $"the limit of {who}, {limit.Count} refunds a day, would be passed"
            : limit.Sum is { } sum && (sum.Currency != after.Sum.Currency || after.Sum > sum) ? $"the limit of {who}, {sum} a day, would be passed"
            : null;
    }

    private DaySpend Changed(RefundInitiator initiator, Money amount, int count)
    {
        var before = Of(initiator, amount.Currency);
        return this with { Totals = Totals.Remove(before).Add(new DayTotal(initiator, before.Count + count, before.Sum + amount)) };
    }
}

/// <param name="Initiator">On whose word.</param>
/// <param name="Count">Refunds, one for each payment that money goes back by.</param>
/// <param name="Sum">Of them, in one currency.</param>
public sealed record DayTotal(RefundInitiator Initiator, int Count, Money Sum);

/// <param name="At">When the limit first refused.</param>
/// <param name="Limit">The limit that it was; another one set by the operator begins afresh.</param>
public sealed record DayTrip(DateTimeOffset At, DayLimit Limit);

/// <summary>One refund's place in a day.</summary>
/// <param name="Holds">False once it failed and gave its place back.</param>
public sealed record DayRefund(
    RefundKey Key, CustomerId Customer, OrderId Order, PaymentReference Payment, Money Amount, RefundInitiator Initiator, bool Holds)
{
    public static DayRefund Of(RefundEntry entry) =>
        new(entry.Key, entry.Customer, entry.Order, entry.Payment, entry.Amount, entry.Initiator, Holds: true);
}
