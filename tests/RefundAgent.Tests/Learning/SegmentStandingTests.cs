using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Amounts;
using RefundAgent.Learning;
using RefundAgent.Policies;
using static RefundAgent.Tests.Learning.HandMade;

namespace RefundAgent.Tests.Learning;

public sealed class SegmentStandingTests
{
    private static readonly AutonomyTerms Terms = new(0.95, 0.05, LearningCases.Usd("1000.00"));

    [Theory]
    [InlineData(51, false)]
    [InlineData(52, true)]
    public void Fifty_two_clean_reviews_are_enough(int clean, bool earned)
    {
        var tally = SegmentStanding.Of(Clean(1, clean), mayAct: true, Terms);

        Assert.Equal((clean, clean, earned), (tally.Agreed, tally.Reviewed, tally.Earned));
        Assert.Equal(earned, tally.LowerBound >= 0.95);
    }

    [Fact]
    public void Without_a_quorum_nothing_is_earned_by_any_number() =>
        Assert.Equal((false, 0m), SegmentStanding.Of(Clean(1, 200), mayAct: false, Terms) is var tally ? (tally.Earned, tally.ReviewShare) : default);

    [Fact]
    public void What_was_got_wrong_long_ago_is_forgiven_and_what_was_got_wrong_just_now_is_not()
    {
        Assert.True(SegmentStanding.Of([.. Wrong(1, 40), .. Clean(41, 52)], true, Terms).Earned);
        Assert.False(SegmentStanding.Of([.. Wrong(1, 40), .. Clean(41, 51)], true, Terms).Earned);
        Assert.False(SegmentStanding.Of([.. Clean(1, 60), .. Wrong(61, 1)], true, Terms).Earned);
        Assert.False(SegmentStanding.Of([.. Clean(1, 180), .. Wrong(181, 8)], true, Terms).Earned);
    }

    [Fact]
    public void Nobody_has_judged_and_nothing_is_earned() =>
        Assert.Equal((0, 0.0, false), SegmentStanding.Of([], true, Terms) is var tally ? (tally.Reviewed, tally.LowerBound, tally.Earned) : default);

    [Fact]
    public void Between_two_reviews_no_more_than_the_exposure_is_expected_to_go_out_unseen() =>
        Gen.Select(Gen.Long[0, 5_000_00].Array[52, 200], Gen.Long[0, 3_000_00], Gen.Double[0, 1]).Sample((payouts, exposure, least) =>
        {
            var terms = new AutonomyTerms(0.95, least, new Money(exposure, Currency.Usd));

            var tally = SegmentStanding.Of([.. payouts.Select((payout, i) => Judged(i + 1, payout: payout))], true, terms);

            Assert.True(tally.Earned);
            Assert.InRange(tally.ReviewShare, (decimal)least, 1);
            var mean = (decimal)payouts.Average(each => (double)each);
            Assert.True((1 - tally.ReviewShare) * mean <= (tally.ReviewShare * exposure) + 0.001m, $"{tally.ReviewShare} of {mean} under {exposure}");
        });

    [Fact]
    public void Small_sums_are_reviewed_as_often_as_the_policy_says_and_large_ones_more_often()
    {
        Assert.Equal(0.05m, SegmentStanding.Of(Paying(10_00), true, Terms).ReviewShare);
        Assert.Equal(0.5m, SegmentStanding.Of(Paying(1_000_00), true, Terms).ReviewShare);
        Assert.Equal(0.9m, SegmentStanding.Of(Paying(9_000_00), true, Terms).ReviewShare);
    }

    private static ImmutableArray<JudgedRuling> Paying(long payout) => [.. Enumerable.Range(1, 60).Select(i => Judged(i, payout: payout))];

    private static ImmutableArray<JudgedRuling> Clean(int first, int count) => [.. Enumerable.Range(first, count).Select(i => Judged(i))];

    private static ImmutableArray<JudgedRuling> Wrong(int first, int count) => [.. Enumerable.Range(first, count).Select(i => Judged(i, agreed: false))];
}
