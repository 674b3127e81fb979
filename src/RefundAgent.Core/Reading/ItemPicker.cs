using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Finds the units that the named items stand for; says so where more than one reading is left.</summary>
internal sealed class ItemPicker(Draft draft, IReadOnlyList<Order> scope)
{
    private readonly List<Line> units = [];

    /// <returns>One entry a unit.</returns>
    public List<Line> Pick()
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

        foreach (var group in open.GroupBy(entry => entry.Lines, LineSetComparer.Instance))
        {
            TakeGroup([.. group.Select(entry => entry.Named)], group.Key);
        }

        return units;
    }

    private List<Line> Candidates(NamedItem named)
    {
        var lines = named.Naming.Lines.Where(line => named.Order is { } tied ? line.Order.Id == tied : scope.Any(line.IsIn)).ToList();
        lines = OptionFilter.Apply(lines, named, draft);
        lines = Prefer(lines, line => named.Received is { } received ? Statuses.IsReceived(line.Order) == received : Statuses.Fits(draft.Action, line.Order));
        if (draft.Wish.IsSameOrder)
        {
            lines = Prefer(lines, line => draft.Wish.Items.TrueForAll(other => other.Naming.Lines.Any(its => its.IsIn(line.Order))));
        }

        return named.Price == 0 ? lines : ByPrice(lines, named.Price);
    }

    private static List<Line> Prefer(List<Line> lines, Predicate<Line> wanted) => lines.Exists(wanted) ? lines.FindAll(wanted) : lines;

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
        var isOneOrder = lines.TrueForAll(line => line.IsIn(lines[0].Order));
        var isAll = named.Count is { } count
            ? count == total || (count == int.MaxValue && total > 0)
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
        var free = lines.FindAll(line => Left(line) > 0);
        var total = free.Sum(Left);
        if (wanted == total)
        {
            free.ForEach(line => Take(line, Left(line)));
        }
        else if (wanted < total && IsCounted(mentions) && free.TrueForAll(line => line.IsIn(free[0].Order) && line.Item.Id == free[0].Item.Id))
        {
            TakeEqual(free, wanted);
        }
        else
        {
            draft.Add(DoubtKind.WhichItems, mentions[0].Words);
        }
    }

    /// <summary>A number, a repeated name or an entry with its options counts units; "the mug" alone may mean all of three.</summary>
    private static bool IsCounted(List<NamedItem> mentions) =>
        mentions.Count > 1 || mentions[0].Count is not null || mentions[0].Options is { Count: > 0 };

    private void TakeEqual(List<Line> lines, int wanted)
    {
        foreach (var line in lines)
        {
            var now = Math.Min(wanted, Left(line));
            Take(line, now);
            wanted -= now;
        }
    }

    private int Left(Line line) => line.Item.Quantity - units.Count(line.Equals);

    private void Take(Line line, int count) => units.AddRange(Enumerable.Repeat(line, Math.Min(count, Left(line))));
}
