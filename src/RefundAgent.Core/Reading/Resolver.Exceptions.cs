using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <content>"everything except …".</content>
internal sealed partial class Resolver
{
    private IEnumerable<ClaimReading> Except(Draft draft)
    {
        var kept = draft.Wish.Excepted.SelectMany(item => OptionFilter.Apply([.. item.Naming.Lines], item, draft)).ToList();
        var whole = Meant(draft);
        var meant = whole.FindAll(order => kept.Exists(line => line.IsIn(order)));
        if (meant.Count != 1 || draft.Wish.Items.Count > 0 || draft.Wish.Excepted.Exists(item => !IsOneLine(item, meant[0], kept))
            || (whole.Count > 1 && !draft.Sentence.Has(Concept.Bought)))
        {
            draft.Add(DoubtKind.WhichItems, draft.Sentence.Span);
        }

        return meant.Count == 0 ? [Nothing(draft, DoubtKind.WhichOrder)] : meant.Select(order =>
            Claim(draft, order, [.. order.Items.Where(item => !kept.Exists(line => ReferenceEquals(line.Item, item))).SelectMany(Units)]));
    }

    /// <summary>"except the lamp" where there are two leaves open which of them stays.</summary>
    private static bool IsOneLine(NamedItem item, Order order, List<Line> kept) =>
        item.Naming.IsPlural
        || item.Naming.Lines.Where(line => line.IsIn(order) && kept.Contains(line)).Sum(line => line.Item.Quantity) == 1;
}
