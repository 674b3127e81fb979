using System.Collections.Immutable;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.HandMade;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning;

public sealed class RuleLearnerTests
{
    private static readonly ImmutableArray<EvidenceCase> Known =
        [.. Cases(1, 30, "red", Full, "ann", "bob").Select((each, i) => i % 2 == 0 ? each : Case(i + 1, Deny, "ann", ("item.colour", RefundAgent.Evidence.FactValue.Of("blue"))))];

    [Theory]
    [InlineData(5, GateVerdict.Cheaper)]
    [InlineData(6, GateVerdict.Remembered)]
    [InlineData(29, GateVerdict.Remembered)]
    public void A_candidate_that_was_rejected_is_weighed_again_after_twenty_five_verdicts_and_not_before(int rejectedAt, GateVerdict expected)
    {
        var window = EvidenceWindow.Of(Known);
        var candidate = RuleListInduction.Fit(window, window.All);
        var learner = Remembering(labelled: 29, candidate, rejectedAt);

        learner.Observe(Known[^1], new RefundAgent.Learning.Evidence(2000, Known), new SegmentTallies([]));

        Assert.Equal(expected, Assert.Single(learner.TakeTrials()).Verdict);
        Assert.Equal(expected == GateVerdict.Cheaper, candidate.SaysTheSameAs(learner.Head.Rules));
        Assert.Empty(learner.TakeTrials());
    }

    [Fact]
    public void Rules_change_at_the_end_of_an_epoch_only()
    {
        var learner = Remembering(labelled: 27, RuleList.Empty, 0);

        learner.Observe(Known[27], new RefundAgent.Learning.Evidence(2000, Known.Take(28)), new SegmentTallies([]));
        learner.Observe(Known[28], new RefundAgent.Learning.Evidence(2000, Known.Take(29)), new SegmentTallies([]));
        Assert.Empty(learner.TakeTrials());

        learner.Observe(Known[29], new RefundAgent.Learning.Evidence(2000, Known), new SegmentTallies([]));
        Assert.Single(learner.TakeTrials());
    }

    private static RuleLearner Remembering(int labelled, RuleList rejected, int at) => new(
        LearningCases.Terms,
        new RuleMemory(RuleList.Empty, [], labelled, SurpriseMemory.None, ImmutableSortedDictionary<string, int>.Empty.Add(rejected.Digest(), at)));
}
