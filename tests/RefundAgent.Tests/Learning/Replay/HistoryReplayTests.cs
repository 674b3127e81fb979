using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Cli.Samples;
using RefundAgent.Feedback;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;
using Xunit.Abstractions;

namespace RefundAgent.Tests.Learning.Replay;

public sealed class HistoryReplayTests(ITestOutputHelper output)
{
    private const string Airline = "airline-history.jsonl";

    private static readonly RefundPolicy Policy = new PolicyParser().Parse(File.ReadAllText(SampleFiles.Policy("airline")));

    /// <summary>What is expected of learning: a few percent within fifty corrections, and rulings that people no longer have to look at.</summary>
    [SharedDataFact(Airline)]
    public void An_airline_that_knows_nothing_follows_its_people_within_a_hundred_cases()
    {
        var first = Run(new ReplayOptions { Window = 25 }).Windows[0];
        var report = Run(new ReplayOptions());
        foreach (var window in report.Windows)
        {
            output.WriteLine($"{window.From}–{window.To}: {window.Disagreement:P1}, alone {window.Automated:P1}, of these wrong {window.WrongAutomation:P2}");
        }

        Assert.True(first.Disagreement >= 0.6, $"{first.Disagreement:P1} over the first 25");
        Assert.True(report.Windows[1].Disagreement <= 0.08, $"{report.Windows[1].Disagreement:P1} over 50–100");
        Assert.True(Mean(report, 200, 800, window => window.Disagreement) <= 0.015);
        Assert.True(Mean(report, 400, 800, window => window.Automated) >= 0.35);
        Assert.True(Mean(report, 400, 800, window => window.WrongAutomation) <= 0.005);
    }

    [SharedDataFact(Airline)]
    public void The_same_history_teaches_the_same_every_time() =>
        Assert.Equal(CanonicalJson.Write(Run(new ReplayOptions(), 300)), CanonicalJson.Write(Run(new ReplayOptions(), 300)));

    [SharedDataFact(Airline)]
    public void A_revoked_reviewer_leaves_no_byte()
    {
        var lines = Lines(Airline, 200);
        var without = HistoryReplay.Run([.. lines.Where(line => line.Reviewer != "r2")], Policy, new ReplayOptions());

        Assert.Equal(without.ContextSha256, HistoryReplay.Run(lines, Policy, new ReplayOptions { Revoke = new PrincipalId("r2") }).ContextSha256);
        Assert.NotEqual(without.ContextSha256, HistoryReplay.Run(lines, Policy, new ReplayOptions()).ContextSha256);
    }

    /// <summary>Live, nobody looks at most of what acts alone: the forecast may learn less, and must not learn worse.</summary>
    [SharedDataFact(Airline)]
    public void With_the_verdicts_of_live_operation_alone_it_learns_as_safely()
    {
        var reviewed = Run(new ReplayOptions { Feedback = ReplayFeedback.Reviewed });

        Assert.True(reviewed.Final.Automated > 0.2, $"{reviewed.Final.Automated:P1} alone");
        Assert.True(reviewed.Final.WrongAutomation <= 0.01, $"{reviewed.Final.WrongAutomation:P2} wrong");
    }

    [Fact]
    public void A_case_is_decided_before_its_verdict_is_seen()
    {
        var report = HistoryReplay.Run([Line(1, "approve"), Line(2, "approve")], Policy, new ReplayOptions { Batch = 1, Window = 1 });

        Assert.Equal([1.0, 0.0], report.Windows.Select(window => window.Disagreement));
        Assert.Equal(2, report.Versions);
    }

    [Fact]
    public void Money_is_told_by_direction()
    {
        var report = HistoryReplay.Run(
            [Line(1, "approve"), Line(2, "deny"), Line(3, "approve")], Policy, new ReplayOptions { Batch = 1, Window = 3 });

        Assert.Equal(LearningCases.Usd("80.00"), Assert.Single(report.Windows).OverRefund);
        Assert.Equal(LearningCases.Usd("80.00"), report.Windows[0].WrongDenial);
    }

    [Fact]
    public void An_empty_history_gives_an_empty_report()
    {
        var report = HistoryReplay.Run([], Policy, new ReplayOptions());

        Assert.Equal((0, 0, 0), (report.Cases, report.Windows.Length, report.Versions));
        Assert.Equal(LearningCases.Usd("0.00"), report.Final.OverRefund);
    }

    private static double Mean(ReplayReport report, int from, int to, Func<ReplayWindow, double> of) =>
        report.Windows.Where(window => window.From >= from && window.To <= to).Average(of);

    private static ReplayReport Run(ReplayOptions options, int most = int.MaxValue) => HistoryReplay.Run(Lines(Airline, most), Policy, options);

    private static List<HistoryLine> Lines(string file, int most)
    {
        var history = History.Read(File.ReadLines(SharedData.At(file)).Take(most), Currency.Usd);
        Assert.Empty(history.Faults);
        return [.. history.Lines];
    }

    private static HistoryLine Line(int number, string verdict)
    {
        var json = $$"""
            {"id":"h{{number}}","claim":{"reason":"weather"},"facts":{"booking.insured":true},
             "paid":{"amount":"80.00","currency":"USD"},"verdict":{"outcome":"{{verdict}}"},"reviewer":"ann"}
            """;
        Assert.True(HistoryLine.TryParse(json, number, out var line, out _));
        return line;
    }
}
