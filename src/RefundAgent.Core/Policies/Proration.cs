using System.Collections.Frozen;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Policies;

/// <summary>
/// Spreads what was paid for the goods of an order over its units in proportion to their list prices, so that discounts and tax (and
/// delivery, where the shop does not say what it was) fall on each unit alike and all units together give exactly what was paid for them
/// (method of largest remainders; ties go by item id).
/// </summary>
internal sealed class Proration
{
    private readonly FrozenDictionary<ItemId, Share[]> shares;

    private Proration(FrozenDictionary<ItemId, Share[]> shares, long shipping)
    {
        this.shares = shares;
        Shipping = shipping;
    }

    /// <summary>What was paid for delivery and is in no unit's value, in minor units; 0 where the shop does not say.</summary>
    public long Shipping { get; }

    public static Proration Of(Order order)
    {
        var lines = order.Items.Where(item => item.Quantity > 0)
            .OrderBy(item => item.Id.Value, StringComparer.Ordinal)
            .ThenBy(item => item.UnitPrice.MinorUnits)
            .ToList();
        var free = lines.All(line => line.UnitPrice.MinorUnits <= 0);
        var parts = lines.ConvertAll(line => new Line(line.Id, line.Quantity, free ? 1 : Math.Max(0, line.UnitPrice.MinorUnits)));
        var paid = Math.Max(0, order.Paid.MinorUnits);
        var shipping = ShippingOf(order).MinorUnits;
        Spread(parts, paid - shipping);
        var shares = parts.GroupBy(part => part.Item)
            .ToFrozenDictionary(group => group.Key, group => group.SelectMany(part => part.Shares()).OrderBy(share => share.Value).ToArray());
        return new Proration(shares, shipping);
    }

    /// <summary>What of the payment was for delivery; zero where the shop does not say.</summary>
    public static Money ShippingOf(Order order) => new(
        order.Shipping is { } stated && stated.Currency == order.Currency ? Math.Clamp(stated.MinorUnits, 0, Math.Max(0, order.Paid.MinorUnits)) : 0, order.Currency);

    public int UnitsOf(ItemId item) => shares.TryGetValue(item, out var known) ? known.Sum(share => share.Units) : 0;

    /// <summary>
    /// The value of <paramref name="count"/> units after <paramref name="before"/> others of the same item; the cheapest go first, so
    /// that returning one by one never gives more than returning together, and all of them give the whole.
    /// </summary>
    public long ValueOf(ItemId item, int before, int count)
    {
        var sum = 0L;
        foreach (var share in shares.TryGetValue(item, out var known) ? known : [])
        {
            var skipped = Math.Min(before, share.Units);
            var taken = Math.Min(count, share.Units - skipped);
            sum = checked(sum + (share.Value * taken));
            before -= skipped;
            count -= taken;
        }

        return sum;
    }

    /// <summary>128 bits: a price times a payment passes 64, and no order line can reach 2^127.</summary>
    private static void Spread(List<Line> lines, long paid)
    {
        var total = lines.Aggregate(Int128.Zero, (sum, line) => sum + ((Int128)line.Weight * line.Units));
        if (total == 0)
        {
            return;
        }

        var left = (Int128)paid;
        foreach (var line in lines)
        {
            var product = (Int128)line.Weight * paid;
            line.Floor = (long)(product / total);
            line.Remainder = product % total;
            left -= (Int128)line.Floor * line.Units;
        }

        foreach (var line in lines.OrderByDescending(line => line.Remainder))
        {
            line.Raised = (int)Int128.Min(left, line.Units);
            left -= line.Raised;
        }
    }

    /// <param name="Units">How many units.</param>
    /// <param name="Value">Of each, in minor units.</param>
    private readonly record struct Share(int Units, long Value);

    private sealed class Line(ItemId item, int units, long weight)
    {
        public ItemId Item => item;

        public int Units => units;

        public long Weight => weight;

        public long Floor { get; set; }

        public Int128 Remainder { get; set; }

        /// <summary>Units that get one minor unit more than <see cref="Floor"/>.</summary>
        public int Raised { get; set; }

        public IEnumerable<Share> Shares() => [new Share(units - Raised, Floor), new Share(Raised, Floor + 1)];
    }
}
