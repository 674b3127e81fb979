using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Experiments;
using RefundAgent.Tests.Controls;

namespace RefundAgent.Tests.Experiments;

public sealed class ArmContextsTests
{
    private const string Rule = "policy:returns→approve";

    private static readonly LearnedItem.Guideline Business = LearnedSamples.Guideline("business");
    private static readonly LearnedItem.Guideline Economy = LearnedSamples.Guideline("economy");
    private static readonly LearnedContext InForce = LearnedSamples.Head(Business, LearnedSamples.Precedent(1));

    [Fact]
    public void The_control_arm_has_learned_nothing_and_trusts_the_operators_rules_as_ever()
    {
        var control = (InForce with { Segments = InForce.Segments.Add(Rule, LearnedSamples.Earned) }).AsControl();

        Assert.Empty(control.Items);
        Assert.Equal(InForce.Version, control.Version);
        Assert.Equal((AutonomyState.Suggest, AutonomyState.Earned), (control.AutonomyOf(Business.Segment).State, control.AutonomyOf(Rule).State));
    }

    [Fact]
    public void A_canary_acts_alone_only_on_what_the_version_in_force_has_earned_too()
    {
        var canary = LearnedSamples.Head(Business, Economy).AsCanaryUnder(InForce);

        Assert.Equal((AutonomyState.Earned, AutonomyState.Suggest), (canary.AutonomyOf(Business.Segment).State, canary.AutonomyOf(Economy.Segment).State));
    }

    [Fact]
    public void A_canary_gives_back_no_trust_and_is_watched_as_closely_as_either()
    {
        var newest = LearnedSamples.Head(Business);
        var lost = newest with { Segments = newest.Segments.SetItem(Business.Segment, LearnedSamples.Earned.Demote()) };
        var watched = InForce with { Segments = InForce.Segments.SetItem(Business.Segment, LearnedSamples.Earned with { ReviewShare = 0.4m }) };

        Assert.Equal(AutonomyState.Suggest, lost.AsCanaryUnder(InForce).AutonomyOf(Business.Segment).State);
        Assert.Equal(0.4m, newest.AsCanaryUnder(watched).AutonomyOf(Business.Segment).ReviewShare);
    }
}
