using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>
/// The frame of a drawing over the cases of a history. Each drawing is made twice, wide and narrow, and the style sheet shows the one that
/// fits, because scaled-down labels cannot be read on a telephone.
/// </summary>
/// <param name="Cases">Of the history.</param>
/// <param name="Width">Of the drawing.</param>
internal readonly record struct Plot(int Cases, int Width)
{
    public const double Left = 46;
    public const double Top = 22;
    public const double Height = 210;
    public const double Bottom = Top + Height;

    /// <summary>More points or bars than this are one smear.</summary>
    private const int MostWindows = 64;

    public double Right => Width - 14;

    public static Html Twice(Func<Plot, Html> draw, int cases) => Html.Of(
        $"<div class=\"wide\">{draw(new Plot(cases, 860))}</div><div class=\"narrow\">{draw(new Plot(cases, 400))}</div>");

    public double X(double at) => Left + ((Right - Left) * at / Math.Max(1, Cases));

    public Html CasesAxis()
    {
        var (x, steps) = (this, Width > 500 ? 4 : 2);
        var labels = Enumerable.Range(0, steps + 1).Select(step => (int)((long)x.Cases * step / steps)).Distinct().Select(at => Html.Of(
            $"<text x=\"{x.X(at)}\" y=\"{Bottom + 32}\" text-anchor=\"{(at == 0 ? "start" : at == x.Cases ? "end" : "middle")}\">{(at == x.Cases ? Words.Cases(at) : Words.Count(at))}</text>"));
        return Html.Join(labels);
    }

    public Html Gridline(double y, string label) => Html.Of(
        $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y}\" y2=\"{y}\"/><text x=\"{Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\">{label}</text>");

    /// <summary>Neighbouring windows put together until they can be told apart.</summary>
    public static ImmutableArray<ReplayWindow> Readable(ImmutableArray<ReplayWindow> windows, int most = MostWindows)
    {
        var together = (windows.Length + most - 1) / most;
        return together <= 1 ? windows : [.. windows.Chunk(together).Select(Together)];
    }

    private static ReplayWindow Together(ReplayWindow[] windows)
    {
        double Mean(Func<ReplayWindow, double> of) => windows.Sum(each => of(each) * (each.To - each.From)) / Math.Max(1, windows[^1].To - windows[0].From);
        return new ReplayWindow(
            windows[0].From, windows[^1].To, Mean(each => each.Disagreement), Mean(each => each.Automated), Mean(each => each.WrongAutomation),
            Mean(each => each.NeedlessEscalation), Sum(windows, each => each.OverRefund), Sum(windows, each => each.WrongDenial));
    }

    private static Money Sum(ReplayWindow[] windows, Func<ReplayWindow, Money> of) =>
        windows.Skip(1).Aggregate(of(windows[0]), (sum, each) => sum + of(each));
}
