using System.Collections.Immutable;
using RefundAgent.Learning;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>How soon it follows the team: disagreement and automation by window, with what happened on the way.</summary>
internal static class CurveSection
{
    public static Html Of(ReplayFindings findings)
    {
        var report = findings.Report;
        return report.Windows.IsEmpty ? Html.Empty : Html.Of($"""
            <section aria-labelledby="curve"><h2 id="curve">How soon it follows your people</h2>
            <p>{Sentence(report.Windows)}</p>
            <ul class="legend" aria-hidden="true">
            <li class="all">unlike your people{(findings.Options.Feedback == ReplayFeedback.All ? ", every verdict learned" : "")}</li><li class="live">the same, live forecast</li>
            <li class="alone">decided alone</li>{(report.Story.Trials.Any(trial => trial.Accepted) ? Html.Of($"<li class=\"version\">new rules accepted</li>") : Html.Empty)}{(report.Story.Changes.IsEmpty ? Html.Empty : Html.Of($"<li class=\"change\">people changed their minds</li>"))}</ul>
            <figure>{Plot.Twice(plot => Draw(plot, findings), report.Cases)}
            <figcaption class="soft small">Share of the cases of each window. The figures are in the <a href="#windows">table of windows</a>.</figcaption></figure>
            </section>
            """);
    }

    private static string Sentence(ImmutableArray<ReplayWindow> windows) => windows is [var only]
        ? $"One window of {Words.Cases(only.To - only.From)}: unlike your people in {Words.Percent(only.Disagreement)}."
        : $"Unlike your people in {Words.Percent(windows[0].Disagreement)} of its first {Words.Cases(windows[0].To)}, when it knew nothing and handed over most of them, "
            + $"and in {Words.Percent(windows[^1].Disagreement)} of the last {Words.Count(windows[^1].To - windows[^1].From)}.";

    private static Html Draw(Plot plot, ReplayFindings findings)
    {
        var (all, live, story) = (Plot.Readable(findings.Report.Windows), Plot.Readable(findings.Forecast.Windows), findings.Report.Story);
        var highest = all.Concat(live).Max(each => Math.Max(each.Disagreement, each.Automated));
        var top = Math.Clamp(Math.Ceiling(highest * 5) / 5, 0.2, 1);
        double Y(double share) => Plot.Bottom - (Plot.Height * share / top);
        var line = (ImmutableArray<ReplayWindow> windows, Func<ReplayWindow, double> of, string kind) => Line(plot, windows, each => Y(of(each)), kind);
        return Html.Of($"""
            <svg viewBox="0 0 {plot.Width} {Plot.Bottom + 42}" role="img" aria-label="Learning curve: {Sentence(findings.Report.Windows)}">
            {Enumerable.Range(0, 5).Select(step => plot.Gridline(Y(top * step / 4), Words.Percent(Math.Round(top * step / 4, 3))))}
            {Area(plot, all, each => Y(each.Automated))}
            {story.Changes.Select((change, place) => Change(plot, change, place + 1))}
            {line(live, each => each.Automated, "alone dashed")}{line(live, each => each.Disagreement, "live")}{line(all, each => each.Disagreement, "all")}
            {all.Select(each => Html.Of($"<circle class=\"all\" cx=\"{plot.X((each.From + each.To) / 2.0)}\" cy=\"{Y(each.Disagreement)}\" r=\"3\"/>"))}
            {story.Trials.Where(trial => trial.Accepted).Select(trial => Version(plot, trial.At))}
            {plot.CasesAxis()}
            </svg>
            """);
    }

    private static Html Line(Plot plot, ImmutableArray<ReplayWindow> windows, Func<ReplayWindow, double> y, string kind) => Html.Of(
        $"<polyline class=\"{kind}\" points=\"{windows.Select(each => Html.Of($"{plot.X((each.From + each.To) / 2.0)},{y(each)} "))}\"/>");

    private static Html Area(Plot plot, ImmutableArray<ReplayWindow> windows, Func<ReplayWindow, double> y)
    {
        var (first, last) = (windows[0], windows[^1]);
        return Html.Of($"""
            <polygon class="alone" points="{plot.X((first.From + first.To) / 2.0)},{Plot.Bottom} {windows.Select(each => Html.Of($"{plot.X((each.From + each.To) / 2.0)},{y(each)} "))}{plot.X((last.From + last.To) / 2.0)},{Plot.Bottom}"/>
            """);
    }

    private static Html Version(Plot plot, int at) => Html.Of(
        $"<path class=\"version\" d=\"M{plot.X(at)} {Plot.Bottom + 3}l4 8h-8z\"/>");

    private static Html Change(Plot plot, ChangeRow change, int number) => Html.Of(
        $"<line class=\"change\" x1=\"{plot.X(change.At)}\" x2=\"{plot.X(change.At)}\" y1=\"{Plot.Top - 4}\" y2=\"{Plot.Bottom}\"/><text class=\"change\" x=\"{plot.X(change.At)}\" y=\"{Plot.Top - 8}\" text-anchor=\"middle\">change {number}</text>");
}
