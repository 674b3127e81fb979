using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;

namespace RefundAgent.Learning.Replay;

/// <summary>Collects what stands behind a replay's figures while it runs.</summary>
internal sealed class StoryTeller
{
    private const int Examples = 5;

    private readonly List<TrialRow> trials = [];
    private readonly List<ChangeRow> changes = [];
    private readonly Dictionary<string, int> earnedAt = new(StringComparer.Ordinal);

    /// <param name="at">Cases replayed.</param>
    /// <param name="learner">At the end of an epoch.</param>
    /// <param name="head">The version that has just come in force.</param>
    public void Note(int at, Learner learner, LearnedContext head)
    {
        trials.AddRange(learner.TakeTrials().Select(each => TrialRow.Of(each) with { At = at }));
        changes.AddRange(learner.TakeChanges().Select(each => ChangeRow.Of(each) with { At = at }));
        foreach (var (segment, _) in head.Segments.Where(each => each.Value.Earned))
        {
            earnedAt.TryAdd(segment, at);
        }
    }

    public ReplayStory Tell(Learner learned, LearnedContext result, MistakeCost cost)
    {
        var regions = learned.Regions;
        return new ReplayStory
        {
            Learned = [.. result.Items.OfType<LearnedItem.Guideline>().OrderBy(item => item.Place).Select(item => RowOf(item, regions[item.Place], cost))],
            Segments =
            [
                .. result.Segments.OrderByDescending(each => each.Value.Earned).ThenByDescending(each => each.Value.Reviewed).ThenBy(each => each.Key, StringComparer.Ordinal)
                    .Select(each => new SegmentRow(each.Key, each.Value, earnedAt.TryGetValue(each.Key, out var at) ? at : null)),
            ],
            Trials = [.. trials],
            Changes = [.. changes],
            Disagreements = [.. regions.Where(region => region.IsDisputed).Select(RowOf), .. ByIdenticalCases.Disputed(result).Select(RowOf)],
            Proposals = result.Proposals,
        };
    }

    private static LearnedRow RowOf(LearnedItem.Guideline item, Region region, MistakeCost cost) => new(
        item,
        region.Cases.Length,
        region.Agreed,
        ByReviewer(region.Cases.Where(each => each.Label.Key == region.Rule.Label.Key)),
        cost.ToMoney(region.Cases.Sum(each => cost.Of(null, each) - cost.Of(region.Rule.Label, each))),
        Newest(region.Cases));

    private static DisagreementRow RowOf(Region region) => new(
        ItemWords.When(region.Rule.Holding(), region.Rule.Excepting()),
        [
            .. region.Cases.GroupBy(each => each.Label.Key, StringComparer.Ordinal).OrderByDescending(side => side.Count())
                .Select(side => new SideRow(ItemWords.Of(side.First().Label.Outcome, side.First().Label.Basis), ByReviewer(side), Newest(side))),
        ]);

    private static DisagreementRow RowOf(ImmutableArray<LearnedItem.Precedent> cases) => new(
        $"Cases of which the same is known ({cases.Length})",
        [
            .. cases.GroupBy(each => (each.Outcome, each.Basis)).OrderByDescending(side => side.Count())
                .Select(side => new SideRow(
                    ItemWords.Of(side.Key.Outcome, side.Key.Basis),
                    side.SelectMany(each => each.Reviewers).GroupBy(each => each.Value, StringComparer.Ordinal)
                        .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
                    [.. side.Take(Examples).Select(each => each.Decision.Value)])),
        ]);

    private static ImmutableSortedDictionary<string, int> ByReviewer(IEnumerable<EvidenceCase> cases) =>
        cases.SelectMany(each => each.Behind).GroupBy(each => each.Value, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static ImmutableArray<string> Newest(IEnumerable<EvidenceCase> cases) => [.. cases.Reverse().Take(Examples).Select(each => each.Decision.Value)];
}
