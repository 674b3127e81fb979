using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Learning;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>The people behind the verdicts: where they disagree, where they changed their minds, and who stands apart.</summary>
internal static class PeopleSection
{
    private const int Most = 40;

    public static Html Of(ReplayFindings findings)
    {
        var (report, story) = (findings.Report, findings.Report.Story);
        return report.ByReviewer.IsEmpty ? Html.Empty : Html.Of($"""
            <section aria-labelledby="people"><h2 id="people">Your people</h2>
            {Changes(story.Changes)}{Disagreements(story.Disagreements)}{Reviewers(report)}
            </section>
            """);
    }

    private static Html Changes(ImmutableArray<ChangeRow> changes) => Html.Of($"""
        <h3>Changes of mind</h3>
        {(changes.IsEmpty ? Html.Of($"<p>None was seen: nobody's verdicts turned for good.</p>") : Html.Of($"""
            <p>Where at least two people turned one way, the older verdicts no longer count.</p>
            <ol class="turns">{changes.Take(Most).Select(Change)}</ol>
            """))}
        """);

    private static Html Change(ChangeRow change) => Html.Of($"""
        <li><p><span class="at">case {change.At}</span> <bdi>{change.When}</bdi>: <s>{change.From}</s> → <strong>{change.To}</strong></p>
        <p class="soft small">said by {string.Join(", ", change.By.Select(name => ShownText.Of(name)))}; {Words.Cases(change.Superseded)} set aside.</p></li>
        """);

    private static Html Disagreements(ImmutableArray<DisagreementRow> rows) => Html.Of($"""
        <h3>Disagreements between people</h3>
        {(rows.IsEmpty ? Html.Of($"<p>None that stands: on cases that look alike your people decide alike.</p>") : Html.Of($"""
            <p>The same cases, decided differently by different people. The agent hands these over until your team agrees.</p>
            <ul class="sides">{rows.Take(Most).Select(row => Html.Of($"<li><p><bdi>{row.When}</bdi></p><ul>{row.Sides.Select(Side)}</ul></li>"))}</ul>
            """))}
        """);

    private static Html Side(SideRow side) => Html.Of(
        $"<li><strong>{side.Says}</strong>: {string.Join(", ", side.ByReviewer.Select(each => $"{ShownText.Of(each.Key)} ({Words.Count(each.Value)})"))} <span class=\"soft small\">{(side.Examples.IsEmpty ? "" : $"for example {string.Join(", ", side.Examples.Take(3).Select(id => ShownText.Of(id)))}")}</span></li>");

    private static Html Reviewers(ReplayReport report)
    {
        var rows = report.ByReviewer.OrderByDescending(each => each.Value.Cases).ThenBy(each => each.Key, StringComparer.Ordinal).ToImmutableArray();
        var highest = Math.Max(0.01, rows.Max(each => each.Value.Disagreement));
        return Html.Of($"""
            <h3>By reviewer</h3>
            {(OddOneOut.In(report.ByReviewer) is { } odd ? Html.Of($"<p class=\"verdict wait\"><strong>One differs from all others.</strong> The agent is unlike <bdi>{ShownText.Of(odd.Name)}</bdi> in {Words.Percent(odd.Own)} of their cases and unlike the others in {Words.Percent(odd.Others)}. They may get other cases, or rule differently: look before you switch on, and see with <code>--revoke</code> what would be learned without them.</p>") : Html.Empty)}
            <div class="scroll" tabindex="0" role="region" aria-label="Disagreement by reviewer"><table>
            <thead><tr><th scope="col">Reviewer</th><th scope="col">Cases</th><th scope="col">Agent differed, whole history</th></tr></thead>
            <tbody>{rows.Take(Most).Select(row => Html.Of($"<tr><th scope=\"row\"><bdi>{ShownText.Of(row.Key)}</bdi></th><td>{row.Value.Cases}</td><td class=\"bound\">{Bars.Share(row.Value.Disagreement / highest, null, Words.Percent(row.Value.Disagreement))} {Words.Percent(row.Value.Disagreement)}</td></tr>"))}</tbody></table></div>
            {(rows.Length > Most ? Html.Of($"<p class=\"soft small\">and {rows.Length - Most} more with fewer cases.</p>") : Html.Empty)}
            """);
    }
}
