using System.Collections.Immutable;
using System.Numerics;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// Which bit is which case. The cases of one label lie together, in ledger order, and each label begins a new word: so counting a set by label
/// is one pass over its words. Labels that one case has, and the rarest beyond <see cref="InductionTerms.MostLabels"/>, share the last part.
/// </summary>
internal sealed class CaseLayout
{
    private readonly int[] starts;
    private readonly int[] caseAt;
    private readonly int[] bitOf;
    private readonly int[] rankOf;

    private CaseLayout(ImmutableArray<VerdictLabel> labels, ImmutableArray<int> ranks, int[] rankOf, List<int>[] parts)
    {
        Labels = labels;
        Ranks = ranks;
        this.rankOf = rankOf;
        starts = new int[parts.Length + 1];
        for (var part = 0; part < parts.Length; part++)
        {
            starts[part + 1] = starts[part] + ((parts[part].Count + 63) / 64);
        }

        bitOf = new int[rankOf.Length];
        caseAt = new int[Words * 64];
        Array.Fill(caseAt, -1);
        for (var part = 0; part < parts.Length; part++)
        {
            for (var i = 0; i < parts[part].Count; i++)
            {
                var bit = (starts[part] * 64) + i;
                (bitOf[parts[part][i]], caseAt[bit]) = (bit, parts[part][i]);
            }
        }
    }

    /// <summary>All labels of the window, by key.</summary>
    public ImmutableArray<VerdictLabel> Labels { get; }

    /// <summary>Where in <see cref="Labels"/> the label of a part of its own is; one less than the parts.</summary>
    public ImmutableArray<int> Ranks { get; }

    /// <summary>First word of each part, and the end of the last.</summary>
    public ReadOnlySpan<int> Starts => starts;

    public int Parts => starts.Length - 1;

    public int Words => starts[^1];

    /// <summary>By case in ledger order.</summary>
    public ReadOnlySpan<int> BitOf => bitOf;

    /// <summary>By case in ledger order: the place of its label in <see cref="Labels"/>.</summary>
    public ReadOnlySpan<int> RankOf => rankOf;

    public static CaseLayout Of(ImmutableArray<EvidenceCase> cases)
    {
        ImmutableArray<VerdictLabel> labels = [.. cases.Select(each => each.Label).Distinct().OrderBy(each => each.Key, StringComparer.Ordinal)];
        var rank = labels.Index().ToDictionary(each => each.Item, each => each.Index);
        var rankOf = cases.Select(each => rank[each.Label]).ToArray();
        ImmutableArray<int> named =
        [
            .. rankOf.CountBy(each => each).Where(each => each.Value >= InductionTerms.LeastSupport)
                .OrderByDescending(each => each.Value).ThenBy(each => each.Key)
                .Take(InductionTerms.MostLabels)
                .Select(each => each.Key)
                .Order(),
        ];
        var parts = Enumerable.Range(0, named.Length + 1).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < rankOf.Length; i++)
        {
            parts[Part(named, rankOf[i]) is >= 0 and var part ? part : ^1].Add(i);
        }

        return new CaseLayout(labels, named, rankOf, parts);
    }

    /// <summary>The part of a case, negative for the last one.</summary>
    public int PartOf(int index) => Part(Ranks, rankOf[index]);

    /// <param name="set">Cases.</param>
    /// <param name="counts">As many as there are parts.</param>
    public void Count(ReadOnlySpan<ulong> set, Span<int> counts)
    {
        for (var part = 0; part < counts.Length; part++)
        {
            counts[part] = Bits.CountOf(set[starts[part]..starts[part + 1]]);
        }
    }

    /// <summary>The cases of a set, label by label, those of one label in ledger order.</summary>
    public IEnumerable<int> Cases(ulong[] set)
    {
        for (var word = 0; word < set.Length; word++)
        {
            for (var left = set[word]; left != 0; left &= left - 1)
            {
                yield return caseAt[(word * 64) + BitOperations.TrailingZeroCount(left)];
            }
        }
    }

    private static int Part(ImmutableArray<int> named, int rank) => named.AsSpan().BinarySearch(rank);
}
