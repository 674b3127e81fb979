using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>People change their minds: from case 400 on one clause says something else, and the part after it is shuffled by every seed.</summary>
internal static class FlipScenario
{
    private const int At = 400;

    public static IEnumerable<Measure> Run(LearningBench bench, CancellationToken cancellationToken) => Run(bench, AirlineClauses.Flips, cancellationToken);

    public static IEnumerable<Measure> Run(LearningBench bench, IReadOnlyCollection<Flip> asked, CancellationToken cancellationToken)
    {
        var flips = asked.Where(flip => flip.Touched(bench.History) is >= AirlineClauses.LeastTouched and <= AirlineClauses.MostTouched).ToArray();
        foreach (var other in asked.Except(flips))
        {
            bench.Progress.WriteLine($"flip: {other.Name} left out, it touches {100 * other.Touched(bench.History):0} % of the cases");
        }

        if (flips.Length == 0 || bench.History.Length <= At)
        {
            bench.Progress.WriteLine($"flip: left out, it needs an airline's history of more than {At} cases");
            return [];
        }

        var plan = flips.SelectMany(flip => bench.Seeds.Select(seed => (Flip: flip, Seed: seed))).ToArray();
        var runs = bench.Each("flip", plan, each => bench.Play(Turned(bench.History, each.Flip, each.Seed)), cancellationToken);
        return
        [
            .. flips.SelectMany((flip, place) => Of($"flip {flip.Name} ({100 * flip.Touched(bench.History):0} % of cases)", runs.Skip(place * bench.Seeds.Length).Take(bench.Seeds.Length))),
            .. Of("flip, all", runs),
        ];
    }

    private static HistoryLine[] Turned(IReadOnlyList<HistoryLine> history, Flip flip, int seed) =>
        [.. history.Take(At), .. SplitMix.Shuffled(history.Skip(At).Select(flip.Turn), seed)];

    private static IEnumerable<Measure> Of(string name, IEnumerable<PlayedHistory> runs) =>
    [
        .. Measure.Of(name, "differs 0–50 after", runs.Select(run => run.Differs(At, At + 50))),
        .. Measure.Of(name, "differs 50–100 after", runs.Select(run => run.Differs(At + 50, At + 100))),
        .. Measure.Of(name, "differs 100–150 after", runs.Select(run => run.Differs(At + 100, At + 150)), Target.MedianAtMost(5)),
        .. Measure.Of(name, "differs 150–250 after", runs.Select(run => run.Differs(At + 150, At + 250)), Target.AtMost(5)),
        .. Measure.Of(name, "wrong alone 0–250 after", runs.Select(run => run.WrongAlone(At, At + 250))),
        .. Measure.Of(name, "changes of mind (count)", runs.Select(run => (double)run.Report.Story.Changes.Length)),
    ];
}
