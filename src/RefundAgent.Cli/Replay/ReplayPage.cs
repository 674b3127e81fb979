using System.Collections.Immutable;
using System.Net;
using System.Text;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;

namespace RefundAgent.Cli.Replay;

/// <summary>
/// The report as one page that needs nothing else: what a support lead is shown before the agent is switched on. Names in it come from the
/// history and from the policy, so every one of them is encoded.
/// </summary>
internal static class ReplayPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2430;--soft:#5c6b7d;--line:#d9e0e8;--paper:#fff;--all:#2563eb;--reviewed:#d97706}
        @media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#9aa8b8;--line:#334155;--paper:#0f172a;--all:#60a5fa;--reviewed:#fbbf24}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}p{margin:.4rem 0}.soft{color:var(--soft)}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.92rem}
        th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--line)}th:first-child,td:first-child{text-align:left}
        td:first-child{overflow-wrap:anywhere}.scroll{overflow-x:auto}svg{width:100%;height:auto}svg text{fill:var(--soft);font-size:12px}
        code{font-size:.85rem;overflow-wrap:anywhere}
        """;

    /// <param name="report">As asked for.</param>
    /// <param name="forecast">With only the verdicts that live operation would get.</param>
    public static string Of(ReplayReport report, ReplayReport forecast, RefundPolicy policy) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>Replay of {report.Cases} cases</title><style>{Style}</style></head><body>
        <h1>What the agent would have learned</h1>
        <p class="soft">{report.Cases} past cases under policy “{Encode(policy.Name)}”, each decided before its verdict was seen.</p>
        <h2>How often it would have differed from your people</h2>
        {LearningCurve.Of(report.Windows, forecast.Windows)}
        <p>In the last {report.Final.To - report.Final.From} cases it differed in <strong>{ReplayTable.Percent(report.Final.Disagreement)}</strong>;
        with only the verdicts that live operation would bring, in <strong>{ReplayTable.Percent(forecast.Final.Disagreement)}</strong>.
        It would have acted alone in {ReplayTable.Percent(report.Final.Automated)} of them.</p>
        <h2>Window by window</h2>
        {Windows(report.Windows)}
        <h2>Window by window, with the verdicts of live operation only</h2>
        {Windows(forecast.Windows)}
        <p class="soft">Over-refund and wrong denial are what its rulings would have given above, or kept back below, the person's amount,
        whether or not they would have waited for a person first.</p>
        <h2>By reviewer</h2>
        {Reviewers(report)}
        <p class="soft">{report.Versions} versions. What was learned in the end: <code>{report.ContextSha256}</code></p>
        </body></html>
        """;

    private static string Windows(ImmutableArray<ReplayWindow> windows)
    {
        var rows = new StringBuilder();
        foreach (var window in windows)
        {
            rows.Append($"<tr><td>{window.From}–{window.To}</td><td>{ReplayTable.Percent(window.Disagreement)}</td>")
                .Append($"<td>{ReplayTable.Percent(window.Automated)}</td><td>{ReplayTable.Percent(window.WrongAutomation)}</td>")
                .Append($"<td>{ReplayTable.Percent(window.NeedlessEscalation)}</td>")
                .Append($"<td>{window.OverRefund}</td><td>{window.WrongDenial}</td></tr>");
        }

        return "<div class=\"scroll\"><table><tr><th>Cases</th><th>Disagreement</th><th>Automated</th><th>Wrong automation</th>"
            + $"<th>Needless escalation</th><th>Over-refund</th><th>Wrong denial</th></tr>{rows}</table></div>";
    }

    private static string Reviewers(ReplayReport report)
    {
        var rows = string.Concat(report.ByReviewer.Select(row =>
            $"<tr><td>{Encode(row.Key)}</td><td>{row.Value.Cases}</td><td>{ReplayTable.Percent(row.Value.Disagreement)}</td></tr>"));
        return $"<div class=\"scroll\"><table><tr><th>Reviewer</th><th>Cases</th><th>Disagreement</th></tr>{rows}</table></div>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
