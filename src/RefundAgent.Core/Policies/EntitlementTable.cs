using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>Works out what a claim can give back from what was captured and given back, and from nothing that anybody wrote.</summary>
public static class EntitlementTable
{
    /// <summary>
    /// A return or a partial cancellation gives its units; a cancellation and a refund that name no units, everything that is left.
    /// A return that names no units gives nothing: somebody has to say which. Other requests give nothing back at all.
    /// </summary>
    public static Entitlement Of(Order order, ClaimReading claim, CustomerAccount account)
    {
        var remaining = Remaining(order, account);
        if (!claim.IsAboutMoney)
        {
            return new Entitlement(order.Id, Money.Zero(order.Currency), [], remaining);
        }

        return IsForWhole(claim)
            ? new Entitlement(order.Id, remaining, AllUnits(order, account), remaining)
            : ForUnits(order, claim.Items, account);
    }

    /// <summary>The entitlement of certain units; those that the order never had or that were given back are left out.</summary>
    public static Entitlement ForUnits(Order order, ImmutableArray<ItemId> units, CustomerAccount account)
    {
        var remaining = Remaining(order, account);
        var returned = account.Of(order).Units;
        var values = Proration.Of(order);
        var sum = 0L;
        var covered = ImmutableArray.CreateBuilder<ItemId>();
        foreach (var group in units.GroupBy(unit => unit))
        {
            var before = Math.Max(0, returned.GetValueOrDefault(group.Key));
            var left = Math.Max(0, values.UnitsOf(group.Key) - before);
            var count = Math.Min(left, group.Count());
            sum = checked(sum + values.ValueOf(group.Key, before, count));
            covered.AddRange(Enumerable.Repeat(group.Key, count));
        }

        covered.Sort((left, right) => string.CompareOrdinal(left.Value, right.Value));
        return new Entitlement(order.Id, Money.Min(new Money(sum, order.Currency), remaining), covered.DrainToImmutable(), remaining);
    }

    /// <summary>Captured − refunded − pending. Nothing where our own books for the order are kept in another currency.</summary>
    public static Money Remaining(Order order, CustomerAccount account)
    {
        var committed = account.Of(order).Committed;
        if (committed.Currency != order.Currency || order.Refunded.Currency != order.Currency)
        {
            return Money.Zero(order.Currency);
        }

        var left = order.Paid - order.Refunded - committed;
        return left.IsPositive ? left : Money.Zero(order.Currency);
    }

    /// <summary>True where granting the claim would leave no unit of the order with the customer's money in it.</summary>
    public static bool CoversWhole(Order order, ClaimReading claim, CustomerAccount account) =>
        claim.IsAboutMoney && !order.Items.IsEmpty && !IsForWhole(claim)
            ? ForUnits(order, claim.Items, account).Items.Length == AllUnits(order, account).Length && !claim.Items.IsEmpty
            : claim.IsAboutMoney && IsForWhole(claim);

    private static bool IsForWhole(ClaimReading claim) =>
        claim.WholeOrder || (claim.Items.IsEmpty && claim.Request is RequestKind.Cancel or RequestKind.Refund);

    private static ImmutableArray<ItemId> AllUnits(Order order, CustomerAccount account)
    {
        var returned = account.Of(order).Units;
        return
        [
            .. order.Items.GroupBy(item => item.Id)
                .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
                .SelectMany(group => Enumerable.Repeat(
                    group.Key, Math.Max(0, group.Sum(item => Math.Max(0, item.Quantity)) - Math.Max(0, returned.GetValueOrDefault(group.Key))))),
        ];
    }
}
