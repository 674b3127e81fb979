using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>A team's history from nothing: in the order of the file, by the live forecast, and shuffled by every seed.</summary>
internal static class ColdScenario
{
    public static IEnumerable<Measure> Run(LearningBench bench, CancellationToken cancellationToken)
    {
        PlayedHistory[] file = [bench.Play(bench.History)];
        PlayedHistory[] live = [PlayedHistory.Of(bench.History, bench.Policy, bench.Options with { Feedback = ReplayFeedback.Reviewed })];
        var shuffled = bench.Each("cold", bench.Seeds, seed => bench.Play(SplitMix.Shuffled(bench.History, seed)), cancellationToken);
        return
        [
            .. Of("cold, file order", file, Target.AtMost(8), Target.AtMost(1.5), Target.AtLeast(35), Target.AtMost(0.5)),
            .. Of("cold, live forecast", live, null, null, null, null),
            .. Of("cold, shuffled", shuffled, Target.MedianAtMost(8) & Target.AtMost(20), null, null, null),
        ];
    }

    private static IEnumerable<Measure> Of(string name, PlayedHistory[] runs, Target? early, Target? late, Target? alone, Target? wrong) =>
    [
        .. Measure.Of(name, "differs 25–50", runs.Select(run => run.Differs(25, 50))),
        .. Measure.Of(name, "differs 50–100", runs.Select(run => run.Differs(50, 100)), early),
        .. Measure.Of(name, "differs 100–200", runs.Select(run => run.Differs(100, 200))),
        .. Measure.Of(name, "differs 200–800", runs.Select(run => run.Differs(200, 800)), late),
        .. Measure.Of(name, "alone 400–800", runs.Select(run => run.Alone(400, 800)), alone),
        .. Measure.Of(name, "wrong alone 400–800", runs.Select(run => run.WrongAlone(400, 800)), wrong),
        .. Measure.Of(name, "changes of mind (count)", runs.Select(run => (double)run.Report.Story.Changes.Length)),
        .. Measure.Of(name, "versions (count)", runs.Select(run => (double)run.Report.Versions)),
    ];
}
