using RefundAgent.Experiments;

namespace RefundAgent.Tests.Experiments;

public sealed class ArmResultTests
{
    [Theory]
    [InlineData(0, 30, 0.0, 0.1135)]
    [InlineData(5, 50, 0.0435, 0.2136)]
    [InlineData(30, 30, 0.8865, 1.0)]
    public void A_rate_has_its_wilson_interval(int hits, int cases, double from, double to)
    {
        var rate = RateInterval.Of(hits, cases);

        Assert.Equal((from, to), (Math.Round(rate.From, 4), Math.Round(rate.To, 4)));
        Assert.Equal((double)hits / cases, rate.Rate);
    }

    [Theory]
    [InlineData(0, 29, 500, 1000, ArmComparison.TooFewToTell)]
    [InlineData(0, 1000, 29, 29, ArmComparison.TooFewToTell)]
    [InlineData(5, 50, 10, 50, ArmComparison.TooFewToTell)]
    [InlineData(2, 100, 20, 100, ArmComparison.FewerReopened)]
    [InlineData(20, 100, 2, 100, ArmComparison.MoreReopened)]
    [InlineData(0, 0, 2, 100, ArmComparison.TooFewToTell)]
    public void A_difference_is_told_where_there_are_enough_cases_and_the_intervals_stand_apart(
        int reopened, int cases, int reopenedInForce, int casesInForce, ArmComparison told) =>
        Assert.Equal(told, Result(Arm.Control, reopened, cases).ComparedWith(Result(Arm.InForce, reopenedInForce, casesInForce)));

    private static ArmResult Result(Arm arm, int reopened, int cases) => new(arm, cases, cases, reopened, null);
}
