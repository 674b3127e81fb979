using System.Collections.Immutable;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>All figures as tables, for who reads numbers rather than drawings.</summary>
internal static class WindowsSection
{
    public static Html Of(ReplayFindings findings) => findings.Report.Windows.IsEmpty ? Html.Empty : Html.Of($"""
        <section aria-labelledby="windows"><h2 id="windows">Window by window</h2>
        {(findings.Options.Feedback == ReplayFeedback.All ? Table("Every verdict comes back", findings.Report, open: true) : Html.Empty)}
        {Table("Live forecast: only the verdicts that live operation would get", findings.Forecast, open: findings.Options.Feedback == ReplayFeedback.Reviewed)}
        <p class="soft small">Disagreement: outcome or amount differs from the person's. Alone: approved or denied without a person. Needlessly handed over: escalated or asked where the person approved or denied.</p>
        </section>
        """);

    public static Html Footer(ReplayFindings findings) => Html.Of($"""
        <footer class="soft small"><p>{findings.Report.Versions} versions · a new one at most every {Words.Cases(findings.Options.Batch)} · {(findings.Options.Quorum == 1 ? "one person" : $"{Words.Count(findings.Options.Quorum)} people")} behind what acts alone
        {(findings.Options.Revoke is { } revoked ? $" · without the verdicts of {Context.ShownText.Of(revoked.Value)} in the end" : "")} · policy version {Context.ShownText.Of(findings.Policy.Version.Value)}</p>
        <p>What was learned, as one hash: <code>{findings.Report.ContextSha256}</code>. The same history, policy and options give the same.</p></footer>
        """);

    private static Html Table(string name, ReplayReport report, bool open) => Html.Of($"""
        <details{new Html(open ? " open" : "")}><summary>{name}</summary><div class="scroll" tabindex="0" role="region" aria-label="{name}"><table>
        <thead><tr><th scope="col">Cases</th><th scope="col">Disagree­ment</th><th scope="col">Alone</th><th scope="col">Wrong, alone</th><th scope="col">Needlessly handed over</th><th scope="col">Too much paid</th><th scope="col">Kept back</th></tr></thead>
        <tbody>{report.Windows.Select(window => Row($"{Words.Count(window.From)}–{Words.Count(window.To)}", window))}</tbody>
        <tfoot>{Row($"last {Words.Count(report.Final.To - report.Final.From)}", report.Final)}</tfoot></table></div></details>
        """);

    private static Html Row(string name, ReplayWindow window) => Html.Of(
        $"<tr><th scope=\"row\">{name}</th><td>{Words.Percent(window.Disagreement)}</td><td>{Words.Percent(window.Automated)}</td><td>{Words.Percent(window.WrongAutomation)}</td><td>{Words.Percent(window.NeedlessEscalation)}</td><td>{window.OverRefund}</td><td>{window.WrongDenial}</td></tr>");
}
