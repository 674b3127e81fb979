using System.Collections.Immutable;
using System.Numerics;

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
    private readonly CaseLayout layout;
    private readonly int words;
    private readonly int[] counts;
    private readonly ulong[] live;
    private readonly ulong[] pair;
    private readonly List<Candidate> candidates = [];
    private readonly List<Pair> pairs = [];
    private RegionBackground background;
    private Found best;

    /// <param name="table">What may be asked.</param>
    /// <param name="pruned">False tries everything, to hold the bound against it.</param>
    public ConjunctionSearch(AtomTable table, bool pruned = true)
    {
        this.table = table;
        this.pruned = pruned;
        layout = table.Window.Layout;
        words = layout.Words;
        counts = new int[layout.Parts];
        live = new ulong[table.Atoms.Length * words];
        pair = new ulong[words];
        background = new RegionBackground(table.Score, counts);
    }

    /// <summary>Null where no condition divides the region.</summary>
    public Conjunction? Best(ulong[] region)
    {
        var key = new Bits(region);
        if (!known.TryGetValue(key, out var found))
        {
            known[key] = found = Search(region);
        }

        return found;
    }

    private Conjunction? Search(ulong[] region)
    {
        layout.Count(region, counts);
        background = new RegionBackground(table.Score, counts);
        best = Found.None;
        Singles(region, counts.Sum());
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

    private void Singles(ulong[] region, int cases)
    {
        candidates.Clear();
        for (var atom = 0; atom < table.Atoms.Length; atom++)
        {
            var row = Live(atom);
            Bits.And(table.Row(atom), region, row);
            layout.Count(row, counts);
            var count = counts.Sum();
            if (count >= InductionTerms.LeastSupport && count < cases)
            {
                candidates.Add(new Candidate(background.Bound(counts), atom, count, table.Prices[atom]));
                best = best.Or(new Found(background.Value(counts) - Price(table.Prices[atom]), atom));
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

                var count = Value(Live(left.Atom), Live(right.Atom), out var value);
                if (count >= InductionTerms.LeastSupport && count != left.Count && count != right.Count)
                {
                    var found = new Found(value - price, left.Atom, right.Atom);
                    best = best.Or(found);
                    pairs.Add(new Pair(found, count));
                }
            }
        }

        pairs.Sort();
    }

    /// <summary>A third condition for the best pairs of those that could still hold something better than what is known.</summary>
    private void Triples()
    {
        var least = Price(3 * candidates.Min(each => each.Price));
        var (beam, known) = (0, best.Value);
        for (var i = 0; i < pairs.Count && beam < InductionTerms.Beam; i++)
        {
            var (first, second) = (pairs[i].Found.First, pairs[i].Found.Second);
            Bits.And(Live(first), Live(second), pair);
            layout.Count(pair, counts);
            var bound = background.Bound(counts);
            if (bound - Price(table.Prices[first] + table.Prices[second]) < known)
            {
                continue;
            }

            beam++;
            foreach (var third in candidates)
            {
                if (pruned && Math.Min(bound, third.Bound) - least < best.Value)
                {
                    break;
                }

                if (third.Atom == first || third.Atom == second)
                {
                    continue;
                }

                var count = Value(pair, Live(third.Atom), out var value);
                if (count >= InductionTerms.LeastSupport && count != pairs[i].Count)
                {
                    var price = Price(table.Prices[first] + table.Prices[second] + third.Price);
                    best = best.Or(new Found(value - price, first, second, third.Atom));
                }
            }
        }
    }

    private Span<ulong> Live(int atom) => live.AsSpan(atom * words, words);

    private static long Price(long atoms) => InductionTerms.Price(OneRule + atoms);

    /// <summary>What the cases of both sets are worth, and how many they are; the one loop that the time goes into.</summary>
    private int Value(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, out long value)
    {
        var starts = layout.Starts;
        var cases = 0;
        value = 0;
        for (var part = 0; part < counts.Length; part++)
        {
            var count = 0;
            for (var word = starts[part]; word < starts[part + 1]; word++)
            {
                count += BitOperations.PopCount(left[word] & right[word]);
            }

            value += background.Gain(part, count);
            cases += count;
        }

        value -= table.Score.ByCases[cases];
        return cases;
    }
}
