using System.Globalization;
using RefundAgent.Context;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>How far each kind of ruling is from acting alone.</summary>
internal static class AutonomySection
{
    private const int Most = 60;

    public static Html Of(ReplayFindings findings)
    {
        var (segments, target) = (findings.Report.Story.Segments, findings.Policy.Autonomy.Target);
        return segments.IsEmpty ? Html.Empty : Html.Of($"""
            <section aria-labelledby="autonomy"><h2 id="autonomy">What may act alone</h2>
            <p>A kind of ruling acts alone once people agreed with it so often that the true agreement is, with 95 % confidence, at least <b>{Number(target)}</b>.
            That takes about 52 clean reviews. It loses this when agreement drops, and at least {Words.Percent(findings.Policy.Autonomy.ReviewShare is var share ? (double)share : 0)} of what it does alone still goes to a person, drawn at random.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Autonomy by kind of ruling"><table>
            <thead><tr><th scope="col">Kind of ruling</th><th scope="col">Agreement at least</th><th scope="col">Agreed</th><th scope="col">State</th></tr></thead>
            <tbody>{segments.Take(Most).Select(row => Row(row, findings))}</tbody></table></div>
            {(segments.Length > Most ? Html.Of($"<p class=\"soft small\">and {segments.Length - Most} more that are rarer.</p>") : Html.Empty)}
            </section>
            """);
    }

    private static Html Row(SegmentRow row, ReplayFindings findings)
    {
        var (tally, target) = (row.Tally, findings.Policy.Autonomy.Target);
        return Html.Of($"""
            <tr><th scope="row"><bdi>{Name(row, findings.Report.Story)}</bdi></th>
            <td class="bound">{Bars.Share(tally.LowerBound, target, $"at least {Number(tally.LowerBound)}, target {Number(target)}")} {Number(tally.LowerBound)}</td>
            <td>{tally.Agreed} of {tally.Reviewed}</td>
            <td>{(tally.Earned ? Html.Of($"<span class=\"badge good\">alone{(row.EarnedAt is { } at ? $" since case {Words.Count(at)}" : "")}</span>{(tally.ReviewShare > 0 ? $" {Words.Percent((double)tally.ReviewShare)} reviewed" : "")}") : Html.Of($"<span class=\"badge\">asks first</span>"))}</td></tr>
            """);
    }

    private static string Name(SegmentRow row, ReplayStory story) =>
        story.Learned.FirstOrDefault(learned => learned.Item.Segment == row.Segment) is { } learned
            ? $"{ItemWords.When(learned.Item.When, null)}: {ItemWords.Of(learned.Item.Outcome, learned.Item.Basis)}"
            : ShownText.Of(row.Segment, 160);

    private static string Number(double bound) => bound.ToString("0.00", CultureInfo.InvariantCulture);
}
