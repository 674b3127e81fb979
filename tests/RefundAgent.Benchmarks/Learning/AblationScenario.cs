using RefundAgent.Learning;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>What each part of the learner is worth: the same runs with one part left out at a time.</summary>
internal static class AblationScenario
{
    /// <summary>The clause whose flips are measured: it touches about one case in five.</summary>
    private const string Flipped = "business";

    private static readonly (string Name, Ablation Without, int Quorum)[] Variants =
    [
        ("nothing", Ablation.None, 1), ("the gate", Ablation.Gate, 1), ("cross-fitting", Ablation.CrossFitting, 1), ("change detection", Ablation.ChangeOfMind, 1),
        ("nothing, quorum 2", Ablation.None, 2), ("the quorum of 2", Ablation.Quorum, 2), ("precedents", Ablation.Precedents, 1), ("rules", Ablation.Rules, 1),
    ];

    public static IEnumerable<Measure> Run(LearningBench bench, CancellationToken cancellationToken) =>
        Variants.SelectMany(variant => Of(
            bench with { Options = bench.Options with { Without = variant.Without, Quorum = variant.Quorum } }, $"without {variant.Name}", cancellationToken));

    private static IEnumerable<Measure> Of(LearningBench bench, string name, CancellationToken cancellationToken)
    {
        var cold = bench.Each(name, bench.Seeds, seed => bench.Play(SplitMix.Shuffled(bench.History, seed)), cancellationToken);
        PlayedHistory[] file = [bench.Play(bench.History)];
        return
        [
            .. Measure.Of(name, "differs 50–100, file order", file.Select(run => run.Differs(50, 100))),
            .. Measure.Of(name, "differs 50–100, shuffled", cold.Select(run => run.Differs(50, 100))),
            .. Measure.Of(name, "differs 200–800, shuffled", cold.Select(run => run.Differs(200, 800))),
            .. Measure.Of(name, "alone 400–800, shuffled", cold.Select(run => run.Alone(400, 800))),
            .. Measure.Of(name, "wrong alone 400–800, shuffled", cold.Select(run => run.WrongAlone(400, 800))),
            .. FlipScenario.Run(bench, [.. AirlineClauses.Flips.Where(flip => flip.Clause == Flipped)], cancellationToken)
                .Where(measure => measure.Scenario == "flip, all" && measure.Target is not null)
                .Select(measure => measure.Within(name, $"flip of {Flipped}")),
            .. PoisonScenario.Run(bench with { Seeds = [.. bench.Seeds.Take(5)] }, cancellationToken)
                .Where(measure => measure.Name.StartsWith("differs", StringComparison.Ordinal))
                .Select(measure => measure.Within(name, measure.Scenario)),
        ];
    }
}
