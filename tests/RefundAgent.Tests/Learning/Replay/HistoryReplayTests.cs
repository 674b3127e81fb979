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

    [SharedDataFact(Airline)]
    public void An_airline_that_knows_nothing_disagrees_at_first_and_clearly_less_later()
    {
        var first = Run(new ReplayOptions { Window = 25 }).Windows[0];
        var report = Run(new ReplayOptions());
        foreach (var window in report.Windows)
        {
            output.WriteLine($"{window.From}–{window.To}: {window.Disagreement:P1}");
        }

        Assert.True(first.Disagreement >= 0.6, $"{first.Disagreement:P1} over the first 25");
        Assert.True(report.Final.Disagreement <= 0.1, $"{report.Final.Disagreement:P1} over the last 200");
    }

    [SharedDataFact(Airline)]
    public void The_same_history_teaches_the_same_however_it_is_cut_into_epochs() =>
        Assert.Single(new[] { 5, 25, 25, 1000 }.Select(batch => Run(new ReplayOptions { Batch = batch }, 300).ContextSha256).Distinct());

    [SharedDataFact(Airline)]
    public void A_revoked_reviewer_leaves_no_byte()
    {
        var lines = Lines(Airline, 200);
        var without = HistoryReplay.Run([.. lines.Where(line => line.Reviewer != "r2")], Policy, new ReplayOptions());

        Assert.Equal(without.ContextSha256, HistoryReplay.Run(lines, Policy, new ReplayOptions { Revoke = new PrincipalId("r2") }).ContextSha256);
        Assert.NotEqual(without.ContextSha256, HistoryReplay.Run(lines, Policy, new ReplayOptions()).ContextSha256);
    }

    [SharedDataFact(Airline)]
    public void Nothing_acts_alone_on_what_was_learned_yet_so_live_verdicts_are_all_verdicts()
    {
        var all = Run(new ReplayOptions(), 200);
        var reviewed = Run(new ReplayOptions { Feedback = ReplayFeedback.Reviewed }, 200);

        Assert.All(all.Windows, window => Assert.Equal(0, window.Automated));
        Assert.Equal(CanonicalJson.Write(all), CanonicalJson.Write(reviewed));
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
