using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Looks a request up in the customer's orders: which order, which units. Statuses choose among orders, never against what is said.</summary>
internal sealed partial class Resolver(OrderId? named, ImmutableArray<Order> orders)
{
    public IEnumerable<ClaimReading> Resolve(Draft draft)
    {
        var wish = draft.Wish;
        foreach (var unknown in wish.UnknownOrders)
        {
            draft.Add(DoubtKind.UnknownOrder, unknown);
        }

        foreach (var strange in wish.Strange)
        {
            draft.Add(DoubtKind.UnknownItem, strange);
        }

        if (wish.Excepted.Count > 0)
        {
            return Except(draft);
        }

        return wish.Items.Count > 0 && !wish.IsWhole && !wish.ItemsDescribeOrder ? OfItems(draft) : OfOrders(draft);
    }

    private List<ClaimReading> OfItems(Draft draft)
    {
        if (draft.Wish.AsksForPart)
        {
            draft.Add(DoubtKind.WhichItems, draft.Sentence.Span);
        }

        var units = new ItemPicker(draft, Scope(draft)).Pick();
        if (draft is { IsResolvedBackwards: true, Wish.IsSingular: true } && IsMoreThanOne(draft, units))
        {
            draft.Add(DoubtKind.WhichItems, draft.Sentence.Span);
        }

        var claims = units.GroupBy(unit => unit.Order.Id).Select(group => Claim(draft, group.First().Order, [.. group.Select(unit => unit.Item)])).ToList();
        return claims.Count > 0 ? claims : [Nothing(draft, DoubtKind.WhichItems)];
    }

    /// <summary>"it" is one thing, or one order to call off.</summary>
    private static bool IsMoreThanOne(Draft draft, List<Line> units) => draft.Action == Concept.Cancel
        ? units.Exists(unit => !unit.IsIn(units[0].Order))
        : units.Count > 1;

    private IEnumerable<ClaimReading> OfOrders(Draft draft)
    {
        var meant = draft.Wish.Strange.Count > 0 && draft.Wish.Orders.Count == 0 ? [] : Meant(draft);
        if (draft.Wish.OrderCount is { } count && count != meant.Count)
        {
            draft.Add(DoubtKind.WhichOrder, draft.Sentence.Span);
        }

        if (draft.Wish.AsksForPart || draft.Wish.IsOneItem && meant.Exists(order => order.Items.Sum(item => item.Quantity) != 1))
        {
            draft.Add(DoubtKind.WhichItems, draft.Sentence.Span);
        }

        if (draft is { IsResolvedBackwards: false, Wish: { IsSingular: true, Orders.Count: 0, Items.Count: 0 } } && named is null
            && draft.Action != Concept.Cancel && meant.Exists(order => order.Items.Sum(item => item.Quantity) != 1))
        {
            draft.Add(DoubtKind.WhichItems, draft.Sentence.Span);
        }

        return meant.Count > 0 ? meant.Select(order => Claim(draft, order, null)) : [Nothing(draft, DoubtKind.WhichOrder)];
    }

    /// <summary>The orders that are meant as a whole; empty with a doubt where that cannot be told.</summary>
    private List<Order> Meant(Draft draft)
    {
        var wish = draft.Wish;
        var scope = Scope(draft);
        if (draft.IsWholeOfEach && wish.Items.Count > 0)
        {
            return OrdersOfEach(draft, scope);
        }

        if (wish.Items.Count > 0)
        {
            scope = scope.FindAll(order => wish.Items.TrueForAll(item => item.Naming.Lines.Any(line => line.IsIn(order))));
            scope = Fitting(draft, scope);
        }

        if (wish.Orders.Count > 0 || wish.IsEveryOrder)
        {
            return scope;
        }

        if (wish.SaysRecent || wish.SaysOldest)
        {
            return ByDate(draft, scope, wish.SaysRecent);
        }

        var single = Fitting(draft, scope);
        return single.Count == 1 ? single : [];
    }

    private static List<Order> OrdersOfEach(Draft draft, List<Order> scope)
    {
        var units = new ItemPicker(draft, scope).Pick();
        return [.. units.Select(unit => unit.Order).DistinctBy(order => order.Id)];
    }

    private List<Order> Scope(Draft draft)
    {
        var wish = draft.Wish;
        if (wish.Orders.Count > 0)
        {
            return [.. orders.Where(order => wish.Orders.Contains(order.Id))];
        }

        if (named is { } form && orders.Any(order => order.Id == form) && !wish.IsEveryOrder)
        {
            return [.. orders.Where(order => order.Id == form)];
        }

        var all = orders.ToList();
        return wish.IsEveryOrder ? Fitting(draft, all)
            : wish.SaysPending && all.Exists(Statuses.IsWaiting) ? all.FindAll(Statuses.IsWaiting)
            : wish.SaysReceived && all.Exists(Statuses.IsReceived) && draft.Action != Concept.Cancel ? all.FindAll(Statuses.IsReceived)
            : all;
    }

    private static List<Order> Fitting(Draft draft, List<Order> scope)
    {
        var fitting = scope.FindAll(order => Statuses.Fits(draft.Action, order));
        return fitting.Count > 0 ? fitting : scope;
    }

    private static List<Order> ByDate(Draft draft, List<Order> scope, bool newest)
    {
        var dated = scope.Where(order => order.PlacedAt is not null).OrderBy(order => order.PlacedAt).ToList();
        var isClear = scope.Count == 1 || (dated.Count == scope.Count && dated.Count > 1
            && (newest ? dated[^1].PlacedAt != dated[^2].PlacedAt : dated[0].PlacedAt != dated[1].PlacedAt));
        if (!isClear)
        {
            draft.Add(DoubtKind.WhichOrder, draft.Sentence.Span);
        }

        return isClear && dated.Count > 0 ? [newest ? dated[^1] : dated[0]] : scope.Count == 1 ? scope : [];
    }

    private static IEnumerable<OrderItem> Units(OrderItem item) => Enumerable.Repeat(item, item.Quantity);

    private static ClaimReading Nothing(Draft draft, DoubtKind kind)
    {
        draft.Add(draft.Doubts.Count > 0 ? draft.Doubts[0].Kind : kind, draft.Sentence.Span);
        return ClaimWriter.Write(draft, null, null);
    }

    private static ClaimReading Claim(Draft draft, Order order, List<OrderItem>? items) => ClaimWriter.Write(draft, order, items);
}
