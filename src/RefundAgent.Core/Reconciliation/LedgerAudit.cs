using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>Where the ledger, the provider's books, an order's total and a day's total do not agree; pure, and asked before any row is moved.</summary>
public static class LedgerAudit
{
    /// <summary>What is younger may still be on its way into one of the two books.</summary>
    public static TimeSpan Settling { get; } = TimeSpan.FromHours(1);

    /// <summary>One charge against the ledger's rows that go back by it.</summary>
    public static IEnumerable<Discrepancy> OfCharge(ChargeBooks books, DateTimeOffset now)
    {
        var matched = books.Matched().ToImmutableArray();
        foreach (var found in matched.Where(pair => pair.Refund.State == RefundState.Failed || !pair.Row.WasFailedAs(pair.Refund.Reference))
            .SelectMany(pair => RefundFindings.Of(pair.Row, pair.Refund, reason: null, now)))
        {
            yield return found;
        }

        var strays = books.Refunds.Except(matched.Select(pair => pair.Refund)).Where(refund => refund.State != RefundState.Failed).ToImmutableArray();
        if (Sum(strays.Select(refund => refund.Amount), books.KnownElsewhere) > books.KnownElsewhere)
        {
            foreach (var stray in strays)
            {
                yield return RefundFindings.OutsideLedger(books.Tenant, books.Order, stray, now)!;
            }
        }

        foreach (var row in books.Rows.Except(matched.Select(pair => pair.Row)).Where(row => IsMissed(row, now)))
        {
            yield return Discrepancy.Of(
                books.Tenant, DiscrepancyKind.RefundNotAtProvider, row.Key.Value, $"{row.State}|{row.Amount}",
                $"The ledger has a refund of {row.Amount} for order {row.Order} as {row.State.ToString().ToLowerInvariant()}, and the provider does not list it "
                    + $"for payment {row.Payment}: the customer may not have the money. Compare with the provider's books.",
                now, row.Decision, row.Amount);
        }

        if (books.Payment is { } payment)
        {
            foreach (var found in OfPayment(books, payment, now))
            {
                yield return found;
            }
        }
    }

    /// <summary>An order's total against its rows, both read while nothing changed them.</summary>
    public static Discrepancy? OfOrder(TenantId tenant, OrderId order, OrderTotal total, ImmutableArray<RefundEntry> rows, DateTimeOffset now)
    {
        var held = rows.Where(row => row.State != RefundState.Failed).Aggregate(OrderTotal.Nothing(total.Committed.Currency), (sum, row) => sum.Plus(row));
        var (said, real) = (total.Shipping ?? held.Shipping, held.Shipping);
        return held.Committed == total.Committed && said == real && total.Units.All(unit => held.Units.GetValueOrDefault(unit.Key) == unit.Value)
            && held.Units.All(unit => total.Units.GetValueOrDefault(unit.Key) == unit.Value)
                ? null
                : Discrepancy.Of(
                    tenant, DiscrepancyKind.AmountsDiffer, $"order {order}", $"{total.Committed}|{held.Committed}|{UnitsOf(total)}|{UnitsOf(held)}|{said}|{real}",
                    $"The total of order {order} says {total.Committed} ({UnitsOf(total)} units, {said} for delivery), and its rows in the ledger come to {held.Committed} "
                        + $"({UnitsOf(held)} units, {real} for delivery): a row was edited or restored. Further refunds of the order are held to the total.",
                    now, amount: Difference(total.Committed, held.Committed));
    }

    /// <summary>A day's totals against the refunds that hold a place in it, both read while nothing changed them.</summary>
    public static Discrepancy? OfDay(TenantId tenant, DateOnly day, DaySpend spend, ImmutableArray<DayRefund> refunds, DateTimeOffset now)
    {
        var held = refunds.Where(refund => refund.Holds).Aggregate(DaySpend.Nothing, (sum, refund) => sum.Plus(refund.Initiator, refund.Amount));
        var wrong = spend.Totals.Concat(held.Totals).Select(total => (total.Initiator, total.Sum.Currency)).Distinct()
            .Where(each => spend.Of(each.Initiator, each.Currency) != held.Of(each.Initiator, each.Currency))
            .Select(each => (Says: spend.Of(each.Initiator, each.Currency), Is: held.Of(each.Initiator, each.Currency)))
            .Select(each => $"{each.Says.Initiator.ToString().ToLowerInvariant()}: {each.Says.Count} of {each.Says.Sum} instead of {each.Is.Count} of {each.Is.Sum}")
            .Order(StringComparer.Ordinal).ToArray();
        return wrong.Length == 0 ? null : Discrepancy.Of(
            tenant, DiscrepancyKind.DayTotal, $"{day:yyyy-MM-dd}", string.Join("; ", wrong),
            $"The total of {day:yyyy-MM-dd} is not the sum of its refunds ({string.Join("; ", wrong)}): the day's limit counts wrongly. A row was edited or restored.", now);
    }

    private static IEnumerable<Discrepancy> OfPayment(ChargeBooks books, Payment payment, DateTimeOffset now)
    {
        var holding = books.Rows.RemoveAll(row => row.State == RefundState.Failed);
        var ours = Sum(holding.Select(row => row.Amount), payment.Captured);
        var back = payment.Refunded >= ours ? payment.Refunded : ours;
        if (back > payment.Captured)
        {
            yield return Discrepancy.Of(
                books.Tenant, DiscrepancyKind.OverRefunded, payment.Reference.Value, $"{back}|{payment.Captured}",
                $"Payment {payment.Reference} of order {books.Order} took in {payment.Captured}, and {back} went back or is on its way. Find the refund that is one too many.",
                now, amount: back - payment.Captured);
        }

        if (payment.Disputed && RefundFindings.AlsoDisputed(
            books.Tenant, payment.Reference, books.Dispute ?? "open chargeback", [.. holding.OrderBy(row => row.PlannedAt)], now) is { } disputed)
        {
            yield return disputed;
        }
    }

    private static bool IsMissed(RefundEntry row, DateTimeOffset now) =>
        row.State is RefundState.Succeeded or RefundState.Pending && now - row.UpdatedAt >= Settling;

    private static Money Sum(IEnumerable<Money> amounts, Money like) =>
        amounts.Where(amount => amount.Currency == like.Currency).Aggregate(Money.Zero(like.Currency), (sum, amount) => sum + amount);

    private static Money Difference(Money left, Money right) => left > right ? left - right : right - left;

    private static int UnitsOf(OrderTotal total) => total.Units.Values.Sum();
}

/// <summary>What both sides have of one charge.</summary>
/// <param name="Refunds">The provider's, read before <paramref name="Rows"/>: a refund is in the ledger before any provider hears of it.</param>
/// <param name="Rows">The ledger's that go back by this payment.</param>
/// <param name="Payment">Null where the provider does not know the charge.</param>
/// <param name="KnownElsewhere">What the shop says was given back by other ways than this product; zero of the order's currency for nothing.</param>
/// <param name="Dispute">The chargeback that an event reported; null where none did.</param>
public sealed record ChargeBooks(
    TenantId Tenant, OrderId Order, ImmutableArray<ProviderRefund> Refunds, ImmutableArray<RefundEntry> Rows, Payment? Payment, Money KnownElsewhere, string? Dispute = null)
{
    /// <summary>Each row with the provider's refund of its key: its own where it knows the reference, for somebody may have copied the key.</summary>
    public IEnumerable<(RefundEntry Row, ProviderRefund Refund)> Matched() =>
        from row in Rows
        let same = Refunds.Where(refund => refund.Key == row.Key).ToArray()
        let refund = Array.Find(same, each => each.Reference == row.ProviderReference) ?? same.FirstOrDefault()
        where refund is not null
        select (row, refund);
}
