using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Finds the units that the named items stand for; says so where more than one reading is left.</summary>
internal sealed class ItemPicker(Draft draft, IReadOnlyList<Order> scope)
{
    private readonly List<(Order Order, OrderItem Item)> units = [];

    public List<(Order Order, OrderItem Item)> Pick()
    {
        var open = new List<(NamedItem Named, List<Line> Lines)>();
        foreach (var named in draft.Wish.Items)
        {
            var lines = Candidates(named);
            if (lines.Count == 0)
            {
                draft.Add(DoubtKind.UnknownItem, named.Words);
            }
            else if (!TakeWhole(named, lines))
            {
                open.Add((named, lines));
            }
        }

        foreach (var group in open.GroupBy(entry => string.Join('|', entry.Lines.Select(line => $"{line.Order.Id}/{line.Item.Id}"))))
        {
            TakeGroup([.. group.Select(entry => entry.Named)], group.First().Lines);
        }

        return units;
    }

    private List<Line> Candidates(NamedItem named)
    {
        var lines = named.Naming.Lines.Where(line => named.Order is { } tied ? line.Order.Id == tied : scope.Contains(line.Order)).ToList();
        lines = OptionFilter.Apply(lines, named, draft);
        lines = Prefer(lines, line => named.Received is { } received ? Statuses.IsReceived(line.Order) == received : Statuses.Fits(draft.Action, line.Order));
        if (draft.Wish.IsSameOrder)
        {
            lines = Prefer(lines, line => draft.Wish.Items.TrueForAll(other => other.Naming.Lines.Any(its => its.Order == line.Order)));
        }

        return named.Price == 0 ? lines : ByPrice(lines, named.Price);
    }

    private static List<Line> Prefer(List<Line> lines, Func<Line, bool> wanted) =>
        lines.Exists(line => wanted(line)) ? lines.FindAll(line => wanted(line)) : lines;

    private static List<Line> ByPrice(List<Line> lines, int sign)
    {
        var best = lines.OrderByDescending(line => sign * line.Item.UnitPrice.MinorUnits).Take(2).ToList();
        var isClear = best.Count == 2 && best[0].Item.UnitPrice.Currency == best[1].Item.UnitPrice.Currency
            && best[0].Item.UnitPrice != best[1].Item.UnitPrice && lines.TrueForAll(line => line.Item.Quantity == 1);
        return isClear ? best[..1] : lines;
    }

    /// <summary>"both", "all", a number or a plural that takes every unit there is.</summary>
    private bool TakeWhole(NamedItem named, List<Line> lines)
    {
        var total = lines.Sum(line => line.Item.Quantity);
        var isOneOrder = lines.TrueForAll(line => line.Order == lines[0].Order);
        var isAll = named.Count == int.MaxValue ? total > 0
            : named.Count is { } count ? count == total
            : named.Naming.IsPlural && total > 1 && isOneOrder;
        if (isAll)
        {
            lines.ForEach(line => Take(line, line.Item.Quantity));
        }

        return isAll;
    }

    private void TakeGroup(List<NamedItem> mentions, List<Line> lines)
    {
        var wanted = mentions.Sum(named => named.Count is > 0 and < int.MaxValue ? named.Count.Value : 1);
        var left = lines.ToDictionary(line => line, line => line.Item.Quantity - units.Count(unit => unit.Order == line.Order && unit.Item == line.Item));
        var free = left.Where(entry => entry.Value > 0).ToList();
        var isOneArticle = free.Count > 0 && free.TrueForAll(entry => entry.Key.Order == free[0].Key.Order && entry.Key.Item.Id == free[0].Key.Item.Id);
        var total = free.Sum(entry => entry.Value);
        var isCounted = mentions.Count > 1 || mentions[0].Count is not null;
        if (wanted == total)
        {
            free.ForEach(entry => Take(entry.Key, entry.Value));
        }
        else if (isOneArticle && isCounted && wanted < total && free.Count == 1)
        {
            Take(free[0].Key, wanted);
        }
        else
        {
            draft.Add(DoubtKind.WhichItems, mentions[0].Words);
        }
    }

    private void Take(Line line, int count)
    {
        var taken = units.Count(unit => unit.Order == line.Order && unit.Item == line.Item);
        for (var unit = taken; unit < Math.Min(line.Item.Quantity, taken + count); unit++)
        {
            units.Add((line.Order, line.Item));
        }
    }
}
