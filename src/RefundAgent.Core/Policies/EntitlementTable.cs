using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>Works out what a claim can give back from what was captured and given back, and from nothing that anybody wrote.</summary>
public static class EntitlementTable
{
    /// <summary>Null where the case has no order.</summary>
    public static Entitlement? Of(CaseFile file) => file.Order is { } order ? Of(order, file.Claim, file.Account, file.Terms) : null;

    /// <summary>
    /// A return or a partial cancellation gives its units; a cancellation and a refund that name no units, everything that is left.
    /// A return that names no units gives nothing: somebody has to say which. Other requests give nothing back at all.
    /// </summary>
    public static Entitlement Of(Order order, ClaimReading claim, CustomerAccount account, ClaimTerms? terms = null)
    {
        var remaining = Remaining(order, account);
        if (!claim.IsAboutMoney)
        {
            return new Entitlement(order.Id, Money.Zero(order.Currency), [], remaining);
        }

        return !IsForWhole(claim) ? ForUnits(order, claim.Items, account, terms)
            : order.Items.Any(item => item.Quantity > 0) ? ForUnits(order, AllUnits(order, account), account, terms)
            : new Entitlement(order.Id, remaining, [], remaining);
    }

    /// <summary>The entitlement of certain units; those that the order never had or that were given back are left out.</summary>
    public static Entitlement ForUnits(Order order, ImmutableArray<ItemId> units, CustomerAccount account, ClaimTerms? terms = null)
    {
        terms ??= ClaimTerms.Default;
        var values = Proration.Of(order);
        var returned = Returned(order, values, account);
        var covered = ImmutableArray.CreateBuilder<ItemId>();
        var goods = 0L;
        foreach (var group in units.GroupBy(unit => unit))
        {
            var before = returned.GetValueOrDefault(group.Key);
            var count = Math.Min(values.UnitsOf(group.Key) - before, group.Count());
            goods = checked(goods + values.ValueOf(group.Key, before, count));
            covered.AddRange(Enumerable.Repeat(group.Key, count));
        }

        covered.Sort((left, right) => string.CompareOrdinal(left.Value, right.Value));
        var fee = terms.Fee?.Of(returned.Sum(unit => values.ValueOf(unit.Key, 0, unit.Value)), goods, order.Currency) ?? 0;
        var isShippingDue = covered.Count > 0 && IsShippingDue(order, terms.Shipping, account.Of(order).Shipping, returned.Values.Sum(), covered.Count);
        var shipping = isShippingDue ? values.Shipping : 0;
        var remaining = Remaining(order, account);
        var amount = Money.Min(new Money(checked(goods - fee + shipping), order.Currency), remaining);
        return new Entitlement(order.Id, amount, covered.DrainToImmutable(), remaining)
        {
            Shipping = Money.Min(new Money(shipping, order.Currency), amount),
            Fee = new Money(fee, order.Currency),
        };
    }

    /// <summary>Captured − refunded − pending. Nothing where our own books for the order are kept in another currency.</summary>
    public static Money Remaining(Order order, CustomerAccount account)
    {
        var committed = account.Of(order).Committed;
        return committed.Currency == order.Currency && order.Refundable > committed ? order.Refundable - committed : Money.Zero(order.Currency);
    }

    /// <summary>True where granting the claim would leave no unit of the order with the customer's money in it.</summary>
    public static bool CoversWhole(Order order, ClaimReading claim, CustomerAccount account) =>
        claim.IsAboutMoney && !order.Items.IsEmpty && !IsForWhole(claim)
            ? ForUnits(order, claim.Items, account).Items.Length == AllUnits(order, account).Length && !claim.Items.IsEmpty
            : claim.IsAboutMoney && IsForWhole(claim);

    /// <summary>The claim is for everything that is left, whether it says so or names nothing.</summary>
    internal static bool IsForWhole(ClaimReading claim) =>
        claim.WholeOrder || (claim.Items.IsEmpty && claim.Request is RequestKind.Cancel or RequestKind.Refund);

    /// <summary>The lines that a claim is about: all of them where it is for the whole, else those that it names.</summary>
    internal static ImmutableArray<OrderItem> ClaimedItems(Order order, ClaimReading claim) =>
        IsForWhole(claim) ? order.Items : [.. order.Items.Where(item => claim.Items.Contains(item.Id))];

    /// <summary>Delivery is given back once, and with units: a sum that was paid without any says nothing of what it was for.</summary>
    /// <param name="given">For delivery; null where nobody noted it, and units that went back may have taken it along.</param>
    private static bool IsShippingDue(Order order, ShippingTerms terms, Money? given, int before, int now) => terms switch
    {
        ShippingTerms.Never => false,
        _ when given is { IsPositive: true } => false,
        ShippingTerms.Always => given is not null || before == 0,
        _ => before + now == order.Items.Sum(item => Math.Max(0, item.Quantity)),
    };

    /// <summary>Units given back before, of those that the order has.</summary>
    private static Dictionary<ItemId, int> Returned(Order order, Proration values, CustomerAccount account)
    {
        var units = account.Of(order).Units;
        return order.Items.Select(item => item.Id).Distinct()
            .ToDictionary(item => item, item => Math.Clamp(units.GetValueOrDefault(item), 0, values.UnitsOf(item)));
    }

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
