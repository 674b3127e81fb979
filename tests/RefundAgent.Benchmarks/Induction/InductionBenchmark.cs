using System.Collections.Immutable;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Benchmarks.Induction;

/// <summary>
/// What learning rules from 2,000 verdicts costs in processor time, which a busy machine does not stretch as it does the clock's: the window, one list, and the six lists that a gate compares. Aim for window and
/// six lists: 50 ms. Needs no storage.
/// </summary>
internal static class InductionBenchmark
{
    private const int Cases = 2_000;
    private const int Folds = 5;
    private const int WarmUps = 10;
    private const double AimMilliseconds = 50;

    private static readonly ImmutableArray<(string Name, PolicyStream Stream)> Streams =
    [
        ("clean", new PolicyStream(7)),
        ("4 % mistakes", new PolicyStream(7) { Noise = 0.04 }),
        ("4 % mistakes, one approval in ten a sum of its own", new PolicyStream(7) { Noise = 0.04, OwnSums = 0.1 }),
    ];

    public static Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        options.Report.Say($"\nRules from {Cases} verdicts, milliseconds of processor time (aim: window and six lists {AimMilliseconds})");
        var rounds = Math.Max(3, options.Pairs);
        foreach (var (name, stream) in Streams)
        {
            var cases = stream.Draw(Cases);
            for (var i = 0; i < WarmUps; i++)
            {
                _ = Measure(cases);
            }

            var figures = new List<Round>();
            for (var i = 0; i < rounds; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                figures.Add(Measure(cases));
            }

            var all = Spread.Of(figures.Select(each => each.Window + each.One + each.Others));
            var (window, one) = (Spread.Of(figures.Select(each => each.Window)), Spread.Of(figures.Select(each => each.One)));
            var change = Spread.Of(figures.Select(each => each.Change));
            options.Report.Say($"  {name}: {figures[0].Rules} rules; window {window}, one list {one}, window and six lists {all}, change of mind {change}");
            options.Report.Keep($"induction, {name}, milliseconds", new { Window = window, OneList = one, WindowAndSixLists = all, ChangeOfMind = change });
        }

        return Task.CompletedTask;
    }

    private static Round Measure(ImmutableArray<EvidenceCase> cases)
    {
        var start = Environment.CpuUsage.TotalTime;
        var window = EvidenceWindow.Of(cases);
        var made = Environment.CpuUsage.TotalTime;
        var list = RuleListInduction.Fit(window, window.All);
        var one = Environment.CpuUsage.TotalTime;
        for (var fold = 0; fold < Folds; fold++)
        {
            _ = RuleListInduction.Fit(window, window.ExceptFold(fold));
        }

        var six = Environment.CpuUsage.TotalTime;
        _ = ChangeOfMind.Find(window, list);
        var change = Environment.CpuUsage.TotalTime;
        return new Round(Milliseconds(start, made), Milliseconds(made, one), Milliseconds(one, six), Milliseconds(six, change), list.Rules.Length);
    }

    private static double Milliseconds(TimeSpan from, TimeSpan to) => (to - from).TotalMilliseconds;

    private sealed record Round(double Window, double One, double Others, double Change, int Rules);
}
