using RefundAgent.Decisions;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>
/// Identical cases with contradictory verdicts, planted among a team's own: interleaved, they are a disagreement between people; one-way by
/// several, a change of mind; one-way by one, neither.
/// </summary>
internal static class DisagreementScenario
{
    private const int Planted = 24;
    private const int From = 200;
    private const int Every = 8;

    /// <summary>Of the planted cases, those by which the learner has seen enough: eight of each direction.</summary>
    private const int Settled = 16;

    private const int SettledAfterTurn = (Planted / 2) + 8;

    private const string Mark = "planted ";

    public static IEnumerable<Measure> Run(LearningBench bench, CancellationToken cancellationToken)
    {
        if (bench.History.Length < From + (Every * Planted))
        {
            bench.Progress.WriteLine($"disagree: left out, it needs a history of at least {From + (Every * Planted)} cases");
            return [];
        }

        (string Name, int People, bool OneWay)[] kinds = [("interleaved, two people", 2, false), ("interleaved, four people", 4, false), ("one-way, three people", 3, true), ("one-way, one person", 1, true)];
        var runs = bench.Each("disagree", kinds, kind => bench.Play(With(bench.History, kind.People, kind.OneWay)), cancellationToken);
        return kinds.SelectMany((kind, place) => Of(kind.Name, kind.People, kind.OneWay, runs[place]));
    }

    private static IEnumerable<Measure> Of(string name, int people, bool oneWay, PlayedHistory run)
    {
        var planted = run.Report.Windows.Where((_, place) => IsPlanted(run.Lines[place])).Skip(oneWay ? SettledAfterTurn : Settled).ToArray();
        var handedOver = planted.Count(window => window.NeedlessEscalation > 0);
        var unlike = planted.Count(window => window.Disagreement > 0);
        return
        [
            .. oneWay ? (Measure[])
            [
                .. people == 1
                    ? Measure.Of($"disagree, {name}", "decided as that person says (count of last 4)", [planted.Length - unlike], Target.AtMost(0))
                    : Measure.Of($"disagree, {name}", "not followed (count of last 4)", [unlike], Target.AtMost(0)),
            ] :
            [
                .. Measure.Of($"disagree, {name}", "not handed over (count of last 8)", [planted.Length - handedOver], Target.AtMost(0)),
                .. Measure.Of($"disagree, {name}", "shown as a disagreement (count)", [run.Report.Story.Disagreements.Length], Target.AtLeast(1)),
                .. Measure.Of($"disagree, {name}", "taken for a change of mind (count)", [run.Report.Story.Changes.Length], Target.AtMost(0)),
            ],
            .. Measure.Of($"disagree, {name}", "differs in all other cases from 200 on", [100 * run.Report.Windows.Skip(From).Where((_, place) => !IsPlanted(run.Lines[place + From])).Average(window => window.Disagreement)]),
        ];
    }

    private static bool IsPlanted(HistoryLine line) => line.Id.StartsWith(Mark, StringComparison.Ordinal);

    private static List<HistoryLine> With(IReadOnlyList<HistoryLine> history, int people, bool oneWay)
    {
        var (lines, planted) = (new List<HistoryLine>(), 0);
        var model = history.FirstOrDefault(line => AirlineClauses.Of(line) == "else") ?? history[0];
        for (var place = 0; place < history.Count; place++)
        {
            lines.Add(history[place]);
            if (place >= From && place % Every == 0 && planted < Planted)
            {
                var approve = oneWay ? planted >= Planted / 2 : planted % 2 == 0;
                lines.Add(model with
                {
                    Id = $"{Mark}{planted}", Customer = $"{Mark}{planted}", Order = $"{Mark}{planted}", Reviewer = $"person {planted % people}",
                    Outcome = approve ? Outcome.Approve : Outcome.Deny, Amount = null,
                });
                planted++;
            }
        }

        return lines;
    }
}
