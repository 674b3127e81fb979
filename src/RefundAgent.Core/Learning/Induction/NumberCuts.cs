using RefundAgent.Evidence;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// Where a number could be cut: between neighbouring values that are not both of one and the same label. Of too many cuts, the most telling
/// ones (least entropy left) and as many evenly spread, since some matter only inside a region.
/// </summary>
internal static class NumberCuts
{
    public static IEnumerable<AtomRow> Of(FactColumn column, EvidenceWindow window, Bits within)
    {
        var seen = column.Numbers.Where(each => Bits.Has(within.Words, each.Bit)).ToArray();
        var cuts = Chosen(Candidates(seen, window.Layout));
        var total = SetOf(seen, window.Layout.Words);
        foreach (var cut in cuts)
        {
            var below = SetOf(seen.AsSpan(0, cut.Below), window.Layout.Words);
            var above = total.ToArray();
            Bits.Without(above, below);
            var (low, high) = (seen[cut.Below - 1].Value, seen[cut.Below].Value);
            yield return new AtomRow(new Atom(column.Name, AtomOperator.AtMost, FactValue.Of(RoundThreshold.From(low, high))), below);
            yield return new AtomRow(new Atom(column.Name, AtomOperator.AtLeast, FactValue.Of(RoundThreshold.UpTo(low, high))), above);
        }
    }

    private static List<Cut> Candidates(NumberSeen[] seen, CaseLayout layout)
    {
        var split = new LabelSplit(seen, layout);
        var cuts = new List<Cut>();
        var (before, start) = (LabelSplit.Several, 0);
        while (start < seen.Length)
        {
            var end = start;
            var only = layout.RankOf[seen[start].Case];
            for (; end < seen.Length && seen[end].Value == seen[start].Value; end++)
            {
                only = layout.RankOf[seen[end].Case] == only ? only : LabelSplit.Several;
            }

            if (start > 0 && (only == LabelSplit.Several || only != before))
            {
                cuts.Add(new Cut(split.Entropy(), start));
            }

            split.Pass(start, end);
            (before, start) = (only, end);
        }

        return cuts;
    }

    private static IEnumerable<Cut> Chosen(List<Cut> cuts)
    {
        if (cuts.Count <= InductionTerms.MostCuts)
        {
            return cuts;
        }

        const int Telling = InductionTerms.MostCuts / 2;
        const int Spread = InductionTerms.MostCuts - Telling;
        return cuts.OrderBy(each => each.Entropy).ThenBy(each => each.Below).Take(Telling)
            .Concat(Enumerable.Range(0, Spread).Select(i => cuts[i * cuts.Count / Spread]))
            .Distinct()
            .OrderBy(each => each.Below);
    }

    private static ulong[] SetOf(ReadOnlySpan<NumberSeen> seen, int words)
    {
        var set = new ulong[words];
        foreach (var each in seen)
        {
            Bits.Set(set, each.Bit);
        }

        return set;
    }

    /// <param name="Entropy">Of the labels once the side is known, times the cases.</param>
    /// <param name="Below">How many of the numbers are below it.</param>
    private readonly record struct Cut(long Entropy, int Below);
}
