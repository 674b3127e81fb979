using RefundAgent.Cli.Replay;
using RefundAgent.Cli.Replay.Page;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;
using RefundAgent.Tests.Cli.Replay.Page;

namespace RefundAgent.Tests.Cli.Replay;

public sealed class ReplayVerdictTests
{
    private static readonly RefundPolicy Policy = SampleFindings.Of().Policy;

    [Theory]
    [InlineData(0, 0, 0, 0, Finding.Empty)]
    [InlineData(99, 50, 0, 0, Finding.TooFew)]
    [InlineData(800, 0, 0, 0, Finding.NeverAlone)]
    [InlineData(800, 90, 1, 540, Finding.DoesNotPay)]
    [InlineData(800, 90, 5, 0, Finding.TooOftenWrong)]
    [InlineData(800, 90, 4, 539, Finding.Pays)]
    public void It_follows_from_the_forecast_and_the_policys_prices(int cases, int alone, int wrong, int overRefund, object finding) =>
        Assert.Equal((Finding)finding, ReplayVerdict.Of(Forecast(cases, alone, wrong, overRefund), Policy).Finding);

    [Fact]
    public void It_says_what_is_saved_and_lost()
    {
        var verdict = ReplayVerdict.Of(Forecast(800, 90, 1, 600), Policy);

        Assert.Equal((SampleFindings.Usd(540), SampleFindings.Usd(600)), (verdict.Saved, verdict.Lost));
        Assert.Equal("Learning does not pay here", verdict.Title);
    }

    [Fact]
    public void No_mistake_in_few_cases_proves_little() => Assert.InRange(ReplayVerdict.WorstShare(0, 52), 0.049, 0.051);

    [Fact]
    public void One_reviewer_who_stands_apart_is_named_and_two_are_not()
    {
        var rows = SampleFindings.Of().Report.ByReviewer;

        Assert.Equal("r3", OddOneOut.In(rows)?.Name);
        Assert.Null(OddOneOut.In(rows.SetItem("r3", new ReviewerRow(115, 0.08))));
        Assert.Null(OddOneOut.In(rows.SetItem("r3", new ReviewerRow(10, 0.9))));
        Assert.Null(OddOneOut.In(rows.SetItem("r4", new ReviewerRow(116, 0.33))));
        Assert.Null(OddOneOut.In(rows.Clear()));
    }

    private static ReplayReport Forecast(int cases, int alone, int wrong, decimal overRefund) =>
        SampleFindings.Report(1, ReplayStory.Empty) with { Cases = cases, Alone = new AloneRow(alone, wrong, SampleFindings.Usd(overRefund), SampleFindings.Usd(0)) };
}
