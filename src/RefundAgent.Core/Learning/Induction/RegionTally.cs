using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Induction;

/// <summary>What people said of the cases that one rule decides.</summary>
internal sealed class RegionTally
{
    private readonly Support support;

    private RegionTally(EvidenceWindow window, ImmutableArray<Atom> when, ulong[] region, VerdictLabel label, int[] counts)
    {
        var layout = window.Layout;
        var rank = layout.Labels.IndexOf(label);
        support = new Support(window.Speakers);
        When = when;
        Label = label;
        Region = region;
        Cases = counts.Sum();
        Agreed = rank < 0 ? 0 : counts[rank];
        Counts = layout.Labels.Index().Where(each => counts[each.Index] > 0)
            .ToImmutableSortedDictionary(each => each.Item.Key, each => counts[each.Index], StringComparer.Ordinal);
        foreach (var index in layout.Cases(region))
        {
            if (layout.RankOf[index] == rank)
            {
                support.Add(index);
            }
        }
    }

    public ImmutableArray<Atom> When { get; }

    public VerdictLabel Label { get; }

    /// <summary>The cases.</summary>
    public ulong[] Region { get; }

    public int Cases { get; }

    public int Agreed { get; }

    public ImmutableSortedDictionary<string, int> Counts { get; }

    /// <summary>Who said the label, in order of their first such case.</summary>
    public ImmutableArray<PrincipalId> Reviewers => support.People;

    public bool IsOnesWord => support.IsOnesWord;

    /// <summary>
    /// By first match, the default last. A region says what most of its cases say, then what most cases at all say, then the first by key.
    /// Empty regions go, and so does a last rule that says what would be said without it.
    /// </summary>
    public static ImmutableArray<RegionTally> Of(EvidenceWindow window, Bits within, ImmutableArray<(ImmutableArray<Atom> When, ulong[] Cases)> rules)
    {
        var total = Count(window, within.Words.ToArray());
        var left = within.Words.ToArray();
        var tallies = ImmutableArray.CreateBuilder<RegionTally>();
        foreach (var (when, cases) in rules)
        {
            var region = Bits.Both(left, cases);
            Bits.Without(left, region);
            var counts = Count(window, region);
            if (counts.Any(count => count > 0))
            {
                tallies.Add(new RegionTally(window, when, region, Most(window, counts, total), counts));
            }
        }

        var most = Most(window, Count(window, left) is var rest && rest.Any(count => count > 0) ? rest : total, total);
        while (tallies.Count > 0 && tallies[^1].Label == most)
        {
            left = [.. left.Zip(tallies[^1].Region, (mine, more) => mine | more)];
            tallies.RemoveAt(tallies.Count - 1);
        }

        return [.. tallies, Of(window, [], left, most)];
    }

    /// <summary>What people say of a region that is to say <paramref name="label"/>.</summary>
    public static RegionTally Of(EvidenceWindow window, ImmutableArray<Atom> when, ulong[] region, VerdictLabel label) =>
        new(window, when, region, label, Count(window, region));

    private static VerdictLabel Most(EvidenceWindow window, int[] counts, int[] total) =>
        window.Layout.Labels[Enumerable.Range(0, counts.Length).MaxBy(rank => (counts[rank], total[rank], -rank))];

    private static int[] Count(EvidenceWindow window, ulong[] region)
    {
        var counts = new int[window.Layout.Labels.Length];
        foreach (var index in window.Layout.Cases(region))
        {
            counts[window.Layout.RankOf[index]]++;
        }

        return counts;
    }
}
