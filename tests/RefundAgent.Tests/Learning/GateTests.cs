using System.Collections.Immutable;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.HandMade;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning;

public sealed class GateTests
{
    [Fact]
    public void A_candidate_whose_mistakes_cost_less_is_accepted_and_both_prices_are_told()
    {
        var weighing = Weigh(Always(Deny), List(Full, Deny), [.. Cases(1, 5, "red", Full), .. Cases(6, 5, "blue", Deny)]);

        // Five wrong denials of 100.00 at 1.5, of which one in a hundred passes unnoticed, and five times 6.00 for a person's time.
        Assert.Equal((GateVerdict.Cheaper, "37.50 USD", "0.00 USD"), (weighing.Verdict, weighing.HeadCost.ToString(), weighing.CandidateCost.ToString()));
        Assert.True(weighing.Accepted);
    }

    [Fact]
    public void Fewer_than_five_cases_tell_nothing()
    {
        Assert.Equal(GateVerdict.ThinEvidence, Weigh(RuleList.Empty, Always(Full), Cases(1, 4, "red", Full)).Verdict);
        Assert.Equal(GateVerdict.Cheaper, Weigh(RuleList.Empty, Always(Full), Cases(1, 5, "red", Full)).Verdict);
    }

    [Fact]
    public void A_case_that_must_pass_is_worth_more_than_all_that_is_gained_elsewhere()
    {
        var (one, many) = (Cases(1, 1, "red", Full)[0], Cases(2, 40, "blue", Deny));

        Assert.Equal(GateVerdict.MustPassLost, Weigh(Always(Full), Always(Deny), [one with { MustPass = true }, .. many]).Verdict);
        Assert.Equal(GateVerdict.Cheaper, Weigh(Always(Full), Always(Deny), [one, .. many]).Verdict);
        Assert.Equal(GateVerdict.Cheaper, Weigh(Always(Full), List(Full, Deny), [one with { MustPass = true }, .. many]).Verdict);
    }

    [Fact]
    public void A_case_that_must_pass_and_that_the_head_gets_wrong_too_keeps_nothing_out()
    {
        var hopeless = Cases(1, 1, "red", Escalate)[0] with { MustPass = true };

        Assert.Equal(GateVerdict.Cheaper, Weigh(Always(Full), Always(Deny), [hopeless, .. Cases(2, 10, "blue", Deny)]).Verdict);
    }

    [Theory]
    [InlineData(2, GateVerdict.Cheaper)]
    [InlineData(3, GateVerdict.SegmentWorse)]
    public void One_kind_of_case_is_not_sacrificed_for_another(int reds, GateVerdict expected) =>
        Assert.Equal(expected, Weigh(List(Full, Deny), List(Deny, Full), [.. Cases(1, reds, "red", Full), .. Cases(10, 40, "blue", Full)]).Verdict);

    [Fact]
    public void A_tie_in_money_is_broken_by_surprise_and_a_tie_in_both_keeps_the_head()
    {
        var cases = Cases(1, 10, "red", Full);

        Assert.Equal(GateVerdict.Surer, Weigh(List(Full, Deny, sure: 5), List(Full, Deny, sure: 50), cases).Verdict);
        Assert.Equal(GateVerdict.NotBetter, Weigh(List(Full, Deny, sure: 50), List(Full, Deny, sure: 5), cases).Verdict);
        Assert.Equal(GateVerdict.NotBetter, Weigh(List(Full, Deny), List(Full, Deny), cases).Verdict);
    }

    [Fact]
    public void A_case_is_judged_by_the_lists_that_have_not_seen_it()
    {
        var cases = Cases(1, 10, "red", Full);
        var knowsThemByHeart = new CrossFit(Always(Full), [.. Enumerable.Repeat(Always(Deny), CrossFit.Folds)]);

        var weighing = new Gate(new MistakeCost(LearningCases.Policy.Prices)).Weigh(new CrossFit(Always(Escalate), []), knowsThemByHeart, cases);

        Assert.Equal((GateVerdict.NotBetter, "60.00 USD", "75.00 USD"), (weighing.Verdict, weighing.HeadCost.ToString(), weighing.CandidateCost.ToString()));
    }

    private static Weighing Weigh(RuleList head, RuleList candidate, ImmutableArray<EvidenceCase> cases) =>
        new Gate(new MistakeCost(LearningCases.Policy.Prices)).Weigh(new CrossFit(head, []), new CrossFit(candidate, []), cases);
}
