using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>How far each kind of ruling is from acting alone.</summary>
internal static class AutonomySection
{
    private const int Most = 60;

    /// <summary>With fewer reviews a kind of ruling is far from anything; it is folded.</summary>
    private const int FewestReviews = 10;

    public static Html Of(ReplayFindings findings)
    {
        var (every, target) = (findings.Report.Story.Segments.Where(row => !SegmentWords.GoesToAPerson(row.Segment)).ToImmutableArray(), findings.Policy.Autonomy.Target);
        var near = every.Where(row => row.Tally.Earned || row.Tally.Reviewed >= FewestReviews).ToImmutableArray();
        var rare = every.Except(near).ToImmutableArray();
        return every.IsEmpty ? Html.Empty : Html.Of($"""
            <section aria-labelledby="autonomy"><h2 id="autonomy">What may act alone</h2>
            <p>A kind of ruling acts alone once people agreed with it so often that the true agreement is, with 95 % confidence, at least <b>{Number(target)}</b>.
            That takes about 52 clean reviews. It loses this when agreement drops. At least {Words.Percent((double)findings.Policy.Autonomy.ReviewShare)} of what it does alone still goes to a person,
            drawn at random; more where so much money is at stake that {Words.Sum(findings.Policy.Autonomy.UnreviewedExposure)} could go out between two reviews.</p>
            {(near.IsEmpty ? Html.Of($"<p>No kind of ruling has {FewestReviews} reviews yet.</p>") : Table(near, findings, "Autonomy by kind of ruling"))}
            {(rare.IsEmpty ? Html.Empty : Html.Of($"<details><summary>{Words.Count(rare.Length)} with fewer than {FewestReviews} reviews</summary>{Table(rare, findings, "Autonomy of rarer kinds of ruling")}</details>"))}
            </section>
            """);
    }

    private static Html Table(ImmutableArray<SegmentRow> rows, ReplayFindings findings, string label) => Html.Of($"""
        <div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>
        <thead><tr><th scope="col">Kind of ruling</th><th scope="col">Agreement at least</th><th scope="col">Agreed</th><th scope="col">State</th></tr></thead>
        <tbody>{rows.Take(Most).Select(row => Row(row, findings))}</tbody></table></div>
        {(rows.Length > Most ? Html.Of($"<p class=\"soft small\">and {rows.Length - Most} more.</p>") : Html.Empty)}
        """);

    private static Html Row(SegmentRow row, ReplayFindings findings)
    {
        var (tally, target) = (row.Tally, findings.Policy.Autonomy.Target);
        return Html.Of($"""
            <tr><th scope="row"><bdi>{SegmentWords.Of(row.Segment, findings.Report.Story)}</bdi></th>
            <td class="bound">{Bars.Share(tally.LowerBound, target, $"at least {Number(tally.LowerBound)}, target {Number(target)}")} {Number(tally.LowerBound)}</td>
            <td>{tally.Agreed} of {tally.Reviewed}</td>
            <td>{(tally.Earned ? Html.Of($"<span class=\"badge good\">alone{(row.EarnedAt is { } at ? $" since case {Words.Count(at)}" : "")}</span>{(tally.ReviewShare > 0 ? $" {Words.Percent((double)tally.ReviewShare)} reviewed" : "")}") : Html.Of($"<span class=\"badge\">asks first</span>"))}</td></tr>
            """);
    }

    private static string Number(double bound) => bound.ToString("0.00", CultureInfo.InvariantCulture);
}
