using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Policies;

namespace RefundAgent.Tests.Decisions;

public sealed class EarnedAutonomyTests
{
    private static readonly ClaimId Claim = new("c1");
    private static readonly RefundPolicy All = Cases.Policy() with { Autonomy = new AutonomyTerms(0.95, 1, Cases.Usd("1000.00")) };

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.37)]
    public void Of_ten_thousand_decisions_the_share_is_drawn_and_every_repetition_draws_the_same(double share)
    {
        var earned = Cases.Earned with { ReviewShare = (decimal)share };
        var ids = Enumerable.Range(0, 10_000).Select(i => new DecisionId($"d{i:x8}")).ToList();

        var drawn = ids.Where(id => earned.DrawFor(id, Claim).Drawn).ToList();

        var sigma = Math.Sqrt(ids.Count * share * (1 - share));
        Assert.InRange(drawn.Count, (ids.Count * share) - (4 * sigma), (ids.Count * share) + (4 * sigma));
        Assert.Equal(drawn, ids.Where(id => earned.DrawFor(id, Claim).Drawn));
        Assert.NotEqual(drawn, ids.Where(id => earned.DrawFor(id, new ClaimId("c2")).Drawn));
    }

    [Fact]
    public void Nothing_or_everything_is_drawn_where_the_share_says_so()
    {
        var ids = Enumerable.Range(0, 1000).Select(i => new DecisionId($"d{i}")).ToList();

        Assert.DoesNotContain(ids, id => (Cases.Earned with { ReviewShare = 0 }).DrawFor(id, Claim).Drawn);
        Assert.All(ids, id => Assert.True((Cases.Earned with { ReviewShare = 1 }).DrawFor(id, Claim).Drawn));
        Assert.DoesNotContain(ids, id => Autonomy.None.DrawFor(id, Claim).Drawn);
    }

    [Fact]
    public void An_earned_ruling_that_was_drawn_waits_for_a_person_and_says_why()
    {
        var file = Cases.File(Cases.Claim(items: "lamp"));
        var drawn = Of(file, All, Knowing(1));

        Assert.Equal((AutonomyState.Earned, 1m, true), (drawn.State, drawn.ReviewShare!.Value, drawn.Drawn));
        var approval = Assert.IsType<Ruling.Approve>(All.Rule(file, autonomy: drawn));
        Assert.Equal(Hold.Review, approval.Hold);
        Assert.Contains(approval.Reasons, reason => reason.Id == ReasonIds.Review);
        Assert.Equal(Hold.Review, Assert.IsType<Ruling.Deny>(All.Rule(file, Outcome.Deny, autonomy: drawn)).Hold);
        Assert.Null(Assert.IsType<Ruling.Approve>(All.Rule(file, autonomy: drawn with { Drawn = false })).Hold);
    }

    [Fact]
    public void A_ruling_of_an_auto_rule_that_was_drawn_is_executed_and_marked()
    {
        var policy = All with { Rules = [Cases.Rule(Outcome.Approve)] };
        var file = Cases.File(Cases.Claim(items: "lamp"));

        var drawn = Of(file, policy, LearnedContext.Empty);

        Assert.Equal((AutonomyState.Auto, true), (drawn.State, drawn.Drawn));
        Assert.Null(Assert.IsType<Ruling.Approve>(policy.Rule(file, autonomy: drawn)).Hold);
    }

    [Fact]
    public void An_auto_rule_is_reviewed_as_often_as_its_payouts_ask_for()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve));
        var file = Cases.File(Cases.Claim(items: "lamp"));

        Assert.Equal(0.05m, Of(file, policy, LearnedContext.Empty).ReviewShare);
        Assert.Equal(0.4m, Of(file, policy, Knowing(0.4m)).ReviewShare);
        Assert.Equal(0.4m, Of(file, policy, Knowing(0.4m, earned: false)).ReviewShare);
        Assert.Equal(0.05m, Of(file, policy, Knowing(0.01m)).ReviewShare);
    }

    private static Autonomy Of(RefundAgent.Evidence.CaseFile file, RefundPolicy policy, LearnedContext context) =>
        EarnedAutonomy.Of(policy.Find(file), Cases.Propose(), context, policy).DrawFor(new DecisionId("d1"), Claim);

    private static LearnedContext Knowing(decimal share, bool earned = true) => LearnedContext.Empty with
    {
        Segments = ImmutableSortedDictionary.Create<string, SegmentTally>(StringComparer.Ordinal)
            .Add("g-1", new SegmentTally(60, 60) { LowerBound = 0.957, Earned = earned, ReviewShare = share }),
    };
}
