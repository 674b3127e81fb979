using System.Collections.Concurrent;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// How well a region speaks with one voice: the marginal likelihood of its labels under a Dirichlet prior that expects one label a region,
/// in micro-nats. Labels of one case each are counted together, since each of them adds the same.
/// </summary>
internal sealed class LeafScore
{
    private static readonly ConcurrentDictionary<int, LeafScore> Known = new();

    private readonly long[] byLabel;
    private readonly long[] byCases;

    private LeafScore(int labels, int cases)
    {
        Labels = labels;
        byLabel = Sums(1, cases);
        byCases = Sums(labels, cases);
    }

    public int Labels { get; }

    /// <summary>Σ ln(i + prior) for i below the index: what a label's cases add.</summary>
    public ReadOnlySpan<long> ByLabel => byLabel;

    /// <summary>Σ ln(i + labels·prior) for i below the index: what all cases take.</summary>
    public ReadOnlySpan<long> ByCases => byCases;

    /// <param name="labels">How many labels there are.</param>
    /// <param name="cases">The most cases that a region has.</param>
    public static LeafScore For(int labels, int cases)
    {
        if (Known.TryGetValue(labels, out var known) && known.byLabel.Length > cases)
        {
            return known;
        }

        var made = new LeafScore(labels, Math.Max(256, cases + (cases / 2)));
        Known[labels] = made;
        return made;
    }

    /// <param name="counts">By label; last the cases whose label nobody repeats.</param>
    public long Of(ReadOnlySpan<int> counts)
    {
        var cases = counts[^1];
        var score = cases * byLabel[1];
        foreach (var count in counts[..^1])
        {
            score += byLabel[count];
            cases += count;
        }

        return score - byCases[cases];
    }

    /// <summary>What a case of a label that <paramref name="count"/> of <paramref name="cases"/> have, is expected at.</summary>
    public long Expected(int count, int cases) =>
        Logarithms.Whole((InductionTerms.PriorInverse * count) + 1, (InductionTerms.PriorInverse * cases) + Labels);

    private static long[] Sums(int labels, int cases)
    {
        var sums = new long[cases + 2];
        for (var i = 0; i <= cases; i++)
        {
            sums[i + 1] = sums[i] + Logarithms.Whole((InductionTerms.PriorInverse * i) + labels, InductionTerms.PriorInverse);
        }

        return sums;
    }
}
