using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>The answer first: what it would have done in the last cases, and whether that pays.</summary>
internal static class HeadlineSection
{
    public static Html Of(ReplayFindings findings)
    {
        var (report, policy, verdict) = (findings.Report, findings.Policy, findings.Verdict);
        return Html.Of($"""
            <header>
            <p class="kicker">Replay of {Words.Cases(report.Cases)} · policy “{policy.Name}”</p>
            <h1>{Headline(report)}</h1>
            <p class="lead">Each past case was decided before its verdict was seen; then the verdict was learned from. Nobody was paid, nothing was sent.</p>
            <div class="verdict {Tone(verdict.Finding)}"><p><strong>{verdict.Title}.</strong> {verdict.Text}</p></div>
            {(report.Cases == 0 ? Html.Empty : Tiles(findings))}
            </header>
            """);
    }

    private static Html Headline(ReplayReport report)
    {
        var last = report.Final.To - report.Final.From;
        var alone = report.Alone;
        return report.Cases == 0 ? Html.Of($"No cases, so nothing was learned.")
            : alone.Cases == 0 ? Html.Of($"In the last {Words.Cases(last)} the agent would have decided <em>none</em> alone; its suggestions were those of your people in <em>{Words.Percent(1 - report.Final.Disagreement)}</em>.")
            : Html.Of($"In the last {Words.Cases(last)} the agent would have decided <em>{alone.Cases} alone</em>, {Unlike(alone.Wrong)} your people.");
    }

    private static Html Unlike(int wrong) => wrong == 0 ? Html.Of($"<em>none</em> of them unlike") : Html.Of($"<em>{wrong}</em> of them unlike");

    private static Html Tiles(ReplayFindings findings)
    {
        var (report, forecast, policy) = (findings.Report, findings.Forecast, findings.Policy);
        var last = report.Final.To - report.Final.From;
        var (now, live) = (report.Alone, forecast.Alone);
        return Html.Of($"""
            <p class="soft small">The last {Words.Cases(last)}. Large: {(findings.Options.Feedback == ReplayFeedback.All ? "every verdict came back to the learner" : "only verdicts that live operation would get")}.
            Beside it the <b>live forecast</b>: it learns from what would have waited for a person and from the random review only.</p>
            <dl class="tiles">
            {Tile("Suggestions unlike your people", Words.Percent(report.Final.Disagreement), Words.Percent(forecast.Final.Disagreement), "outcome or amount, whoever would have had the last word")}
            {Tile("Decided alone", Words.Percent(report.Final.Automated), Words.Percent(forecast.Final.Automated), $"{Words.Count(now.Cases)} of {Words.Cases(last)}")}
            {Tile("Wrong when alone", Words.Count(now.Wrong), Words.Count(live.Wrong), now.Cases == 0 ? "it was never alone" : $"with so few cases the true share may be as high as {Words.Percent(ReplayVerdict.WorstShare(now.Wrong, now.Cases))}")}
            {Tile("Paid too much, alone", Words.Sum(now.OverRefund), Words.Sum(live.OverRefund), "above what the person gave")}
            {Tile("Kept back wrongly, alone", Words.Sum(now.WrongDenial), Words.Sum(live.WrongDenial), "below what the person gave")}
            {Tile("Handling saved", Words.Sum(policy.Prices.NeedlessEscalation * now.Cases), Words.Sum(policy.Prices.NeedlessEscalation * live.Cases), $"at the policy's {Words.Sum(policy.Prices.NeedlessEscalation)} a case; at ten minutes a case, {Hours(now.Cases)}")}
            </dl>
            """);
    }

    private static string Hours(int cases) => $"{Math.Round(cases / 6m, 0).ToString(System.Globalization.CultureInfo.InvariantCulture)} hours";

    private static Html Tile(string name, string now, string live, string note) => Html.Of(
        $"<div><dt>{name}</dt><dd><b>{now}</b><span class=\"live\">live forecast <b>{live}</b></span><span class=\"note\">{note}</span></dd></div>");

    private static string Tone(Finding finding) => finding switch
    {
        Finding.Pays => "good",
        Finding.DoesNotPay or Finding.TooOftenWrong => "bad",
        _ => "wait",
    };
}
