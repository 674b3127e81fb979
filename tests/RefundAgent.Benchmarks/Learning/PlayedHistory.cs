using RefundAgent.Learning.Replay;
using RefundAgent.Policies;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>A history that was replayed, case by case: with windows of one case the report tells of each.</summary>
/// <param name="Lines">As replayed.</param>
/// <param name="Report">Of it.</param>
internal sealed record PlayedHistory(IReadOnlyList<HistoryLine> Lines, ReplayReport Report)
{
    public static PlayedHistory Of(IReadOnlyList<HistoryLine> lines, RefundPolicy policy, ReplayOptions options) =>
        new(lines, HistoryReplay.Run(lines, policy, options with { Window = 1 }));

    /// <summary>Percent of the cases from <paramref name="from"/> to before <paramref name="to"/>; not a number where there are none.</summary>
    public double Differs(int from, int to) => Percent(from, to, window => window.Disagreement);

    public double Alone(int from, int to) => Percent(from, to, window => window.Automated);

    public double WrongAlone(int from, int to) => Percent(from, to, window => window.WrongAutomation);

    /// <summary>Percent of the last <paramref name="most"/> of those cases that <paramref name="counts"/> picks.</summary>
    public double DiffersLast(int most, Func<HistoryLine, bool> counts) => 100 * Report.Windows
        .Where((_, place) => counts(Lines[place]))
        .TakeLast(most)
        .Select(window => window.Disagreement)
        .DefaultIfEmpty(double.NaN)
        .Average();

    public double Percent(int from, int to, Func<ReplayWindow, double> of) =>
        100 * Report.Windows.Skip(from).Take(to - from).Select(of).DefaultIfEmpty(double.NaN).Average();
}
