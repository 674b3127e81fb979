using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Cli.Evaluate;

/// <summary>How what moved compares with what should have moved, for one ticket.</summary>
/// <param name="Exact">Orders, items as multisets and cents are all as they should be.</param>
/// <param name="Wrong">Minor units that moved and should not have.</param>
/// <param name="Missed">Minor units that should have moved and did not.</param>
internal sealed record Verdict(bool Exact, long Wrong, long Missed)
{
    /// <param name="truth">What should have been given back.</param>
    /// <param name="account">What the refund ledger says was given back, from an empty one.</param>
    /// <param name="orders">By id.</param>
    public static Verdict Of(TicketTruth truth, CustomerAccount account, IReadOnlyDictionary<OrderId, Order> orders)
    {
        var (wrong, missed, exact) = (0L, 0L, true);
        var expected = truth.Refunds.ToLookup(refund => refund.OrderId);
        foreach (var id in expected.Select(group => group.Key).Union(account.Orders.Keys))
        {
            var order = orders[id];
            var moved = account.Of(order);
            var due = expected[id].Sum(refund => Money.Parse(refund.Amount, order.Currency).MinorUnits);
            var dueUnits = Units(expected[id], order);
            var strayUnits = moved.Units.Sum(unit => Price(order, unit.Key) * Math.Max(0, unit.Value - dueUnits.GetValueOrDefault(unit.Key)));
            wrong += Math.Max(Math.Max(0, moved.Committed.MinorUnits - due), moved.Committed.IsPositive ? strayUnits : 0);
            missed += Math.Max(0, due - moved.Committed.MinorUnits);
            exact &= moved.Committed.MinorUnits == due
                && moved.Units.Where(unit => unit.Value != 0).ToHashSet().SetEquals(dueUnits);
        }

        return new Verdict(exact, wrong, missed);
    }

    private static Dictionary<ItemId, int> Units(IEnumerable<TrueRefund> refunds, Order order) => refunds
        .SelectMany(refund => refund.Items ?? [.. order.Items.SelectMany(item => Enumerable.Repeat(item.Id, item.Quantity))])
        .GroupBy(item => item)
        .ToDictionary(group => group.Key, group => group.Count());

    private static long Price(Order order, ItemId item) => order.Items.First(line => line.Id == item).UnitPrice.MinorUnits;
}
