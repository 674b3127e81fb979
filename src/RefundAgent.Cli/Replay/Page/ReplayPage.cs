using System.Security.Cryptography;
using System.Text;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>Everything that the sections tell of.</summary>
/// <param name="Report">As asked for.</param>
/// <param name="Forecast">With only the verdicts that live operation would get.</param>
/// <param name="Policy">The ceiling, the prices and the target.</param>
/// <param name="Options">How it was replayed.</param>
internal sealed record ReplayFindings(ReplayReport Report, ReplayReport Forecast, RefundPolicy Policy, ReplayOptions Options)
{
    public ReplayVerdict Verdict { get; } = ReplayVerdict.Of(Forecast, Policy);
}

/// <summary>
/// The report as one page that needs nothing else: what a support lead is shown before the agent is switched on. It runs no script and
/// loads nothing, and its content security policy keeps it so whatever a history contains.
/// </summary>
internal static class ReplayPage
{
    private static readonly string Style = ReadStyle();

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static string Of(ReplayFindings findings) => Html.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{new Html(StyleHash)}'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
        <title>What the agent would have learned from {findings.Report.Cases} cases</title><style>{new Html(Style)}</style></head>
        <body><a class="skip" href="#main">Skip to the report</a>
        {HeadlineSection.Of(findings)}
        <main id="main">
        {CurveSection.Of(findings)}
        {MoneySection.Of(findings)}
        {LearnedSection.Of(findings)}
        {AutonomySection.Of(findings)}
        {TrialsSection.Of(findings.Report.Story.Trials)}
        {PeopleSection.Of(findings)}
        {ProposalsSection.Of(findings.Report.Story.Proposals)}
        {LimitsSection.Of(findings)}
        {WindowsSection.Of(findings)}
        </main>
        {WindowsSection.Footer(findings)}
        </body></html>

        """).Markup;

    private static string ReadStyle()
    {
        using var stream = typeof(ReplayPage).Assembly.GetManifestResourceStream("replay.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
