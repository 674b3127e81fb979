using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>One reviewer turns nearly a third of his verdicts: measured by the honest ones, and revoked without a trace.</summary>
internal static class PoisonScenario
{
    private const int TurnedPercent = 30;

    public static IEnumerable<Measure> Run(LearningBench bench, CancellationToken cancellationToken)
    {
        string[] reviewers = [.. bench.History.Select(line => line.Reviewer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (reviewers.Length < 2)
        {
            bench.Progress.WriteLine("poison: left out, it needs a history with several reviewers");
            return [];
        }

        var runs = bench.Each("poison", bench.Seeds, seed => Play(bench, reviewers[seed % reviewers.Length], seed), cancellationToken);
        return
        [
            .. Measure.Of("poison", "differs from the honest, their last 200", runs.Select(run => run.Final), Target.AtMost(4)),
            .. Measure.Of("poison", "alone 400–800", runs.Select(run => run.Alone)),
            .. Measure.Of("poison", "alone and unlike the honest, 400–800", runs.Select(run => run.Wrong)),
            .. Measure.Of("poison", "changes of mind (count)", runs.Select(run => run.Changes)),
            .. Measure.Of("poison", "revoked is not as if never (count)", runs.Select(run => run.Revoked ? 0.0 : 1.0), Target.AtMost(0)),
        ];
    }

    private static Poisoned Play(LearningBench bench, string who, int seed)
    {
        var random = new SplitMix((ulong)seed + 1_000_000);
        HistoryLine[] lines =
            [.. SplitMix.Shuffled(bench.History, seed).Select(line => line.Reviewer == who && random.Chance(TurnedPercent) ? Turn(line) : line)];
        var honest = lines.Select(line => line.Reviewer != who).ToArray();
        var played = PlayedHistory.Of(lines, bench.Policy, bench.Options with { Revoke = new PrincipalId(who) });
        var without = HistoryReplay.Run([.. lines.Where(line => line.Reviewer != who)], bench.Policy, bench.Options);
        return new Poisoned(
            played.DiffersLast(200, line => line.Reviewer != who),
            played.Alone(400, 800),
            played.Percent(400, 800, window => honest[window.From] ? window.WrongAutomation : 0),
            played.Report.Story.Changes.Length,
            played.Report.ContextSha256 == without.ContextSha256);
    }

    private static HistoryLine Turn(HistoryLine line) => line with { Outcome = line.Outcome == Outcome.Approve ? Outcome.Deny : Outcome.Approve, Amount = null };

    private sealed record Poisoned(double Final, double Alone, double Wrong, double Changes, bool Revoked);
}
