using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// The best conjunction of at most three conditions inside a region: all single ones, the pairs and a beam of triples, leaving out only what a
/// bound shows to be worse than the best so far. Results are remembered by region; the same regions come back in every step of a climb.
/// </summary>
internal sealed class ConjunctionSearch
{
    private static readonly long OneRule = Logarithms.Whole(2);

    private readonly Dictionary<Bits, Conjunction?> known = [];
    private readonly AtomTable table;
    private readonly bool pruned;
    private readonly PressedRegion region;
    private readonly int[] counts;
    private readonly ulong[] pair;
    private readonly List<Candidate> candidates = [];
    private readonly List<(Pair, Found)> pairs = [];
    private readonly PriorityQueue<Pair, Found> promising = new();
    private RegionBackground background;
    private Found best;

    /// <param name="table">What may be asked.</param>
    /// <param name="pruned">False tries everything, to hold the bound against it.</param>
    public ConjunctionSearch(AtomTable table, bool pruned = true)
    {
        this.table = table;
        this.pruned = pruned;
        region = new PressedRegion(table);
        counts = new int[region.Parts];
        pair = new ulong[table.Window.Layout.Words];
        background = new RegionBackground(table.Score, counts);
    }

    /// <summary>Null where no condition divides the region.</summary>
    public Conjunction? Best(ulong[] cases)
    {
        var key = new Bits(cases);
        if (!known.TryGetValue(key, out var found))
        {
            known[key] = found = Search(cases);
        }

        return found;
    }

    private Conjunction? Search(ulong[] cases)
    {
        region.Over(cases);
        table.Window.Layout.Count(cases, counts);
        background = new RegionBackground(table.Score, counts);
        best = Found.None;
        Singles(counts.Sum());
        if (candidates.Count == 0)
        {
            return null;
        }

        candidates.Sort();
        if (candidates.Count > InductionTerms.MostPaired)
        {
            candidates.RemoveRange(InductionTerms.MostPaired, candidates.Count - InductionTerms.MostPaired);
        }

        Pairs();
        Triples();
        return Conjunction.Of(table, [.. best.Atoms.Select(atom => table.Atoms[atom])], best.Value);
    }

    private void Singles(int cases)
    {
        candidates.Clear();
        for (var atom = 0; atom < table.Atoms.Length; atom++)
        {
            region.Count(region.Press(atom), counts);
            var count = counts.Sum();
            if (count >= InductionTerms.LeastSupport && count < cases)
            {
                candidates.Add(new Candidate(background.Bound(counts), atom, count, table.Prices[atom]));
                best = best.Or(Found.Of(background.Value(counts) - Price(table.Prices[atom]), atom));
            }
        }
    }

    private void Pairs()
    {
        pairs.Clear();
        var least = Price(2 * candidates.Min(each => each.Price));
        for (var i = 1; i < candidates.Count && !(pruned && candidates[i].Bound - least < best.Value); i++)
        {
            var right = candidates[i];
            for (var j = 0; j < i; j++)
            {
                var left = candidates[j];
                var price = Price(left.Price + right.Price);
                if (pruned && right.Bound - price < best.Value)
                {
                    continue;
                }

                var count = region.Value(region.Row(left.Atom), region.Row(right.Atom), background, out var value);
                if (count >= InductionTerms.LeastSupport && count != left.Count && count != right.Count)
                {
                    var found = Found.Of(value - price, left.Atom, right.Atom);
                    best = best.Or(found);
                    pairs.Add((new Pair(left.Atom, right.Atom, count), found));
                }
            }
        }
    }

    /// <summary>A third condition for the best pairs of those that could still hold something better than what is known.</summary>
    private void Triples()
    {
        var least = Price(3 * candidates.Min(each => each.Price));
        var (beam, known) = (0, best.Value);
        var both = pair.AsSpan(0, region.Words);
        promising.Clear();
        promising.EnqueueRange(pairs);
        while (beam < InductionTerms.Beam && promising.TryDequeue(out var two, out _))
        {
            Bits.And(region.Row(two.First), region.Row(two.Second), both);
            region.Count(both, counts);
            var bound = background.Bound(counts);
            var described = table.Prices[two.First] + table.Prices[two.Second];
            if (bound - Price(described) < known)
            {
                continue;
            }

            beam++;
            for (var i = 0; i < candidates.Count && !(pruned && Math.Min(bound, candidates[i].Bound) - least < best.Value); i++)
            {
                var third = candidates[i];
                if (third.Atom == two.First || third.Atom == two.Second)
                {
                    continue;
                }

                var count = region.Value(both, region.Row(third.Atom), background, out var value);
                if (count >= InductionTerms.LeastSupport && count != two.Count)
                {
                    best = best.Or(Found.Of(value - Price(described + third.Price), two.First, two.Second, third.Atom));
                }
            }
        }
    }

    private static long Price(long atoms) => InductionTerms.Price(OneRule + atoms);
}
