using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay;

/// <summary>Disagreement by window, drawn as inline SVG, so that the page needs no script and no network.</summary>
internal static class LearningCurve
{
    private const double Left = 44;
    private const double Top = 12;
    private const double Width = 700;
    private const double Height = 220;

    public static string Of(ImmutableArray<ReplayWindow> all, ImmutableArray<ReplayWindow> reviewed) => $"""
        <svg viewBox="0 0 760 280" role="img" aria-label="Disagreement with people, by window of cases">
        {string.Concat(new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(Gridline))}
        {Line(reviewed, "var(--reviewed)", "6 4")}
        {Line(all, "var(--all)", "none")}
        <text x="{Left}" y="270">■ <tspan fill="var(--all)">as asked for</tspan>   ┅ <tspan fill="var(--reviewed)">live verdicts only</tspan></text>
        </svg>
        """;

    private static string Gridline(double share) =>
        $"""<line x1="{Left}" x2="{Left + Width}" y1="{Y(share)}" y2="{Y(share)}" stroke="var(--line)"/><text x="0" y="{Y(share)}">{(100 * share).ToString("0", CultureInfo.InvariantCulture)} %</text>""";

    private static string Line(ImmutableArray<ReplayWindow> windows, string colour, string dashes)
    {
        var cases = windows.IsEmpty ? 1 : windows[^1].To;
        var points = string.Join(' ', windows.Select(window => $"{Number(Left + (Width * (window.From + window.To) / 2 / cases))},{Y(window.Disagreement)}"));
        return $"""<polyline fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}" points="{points}"/>""";
    }

    private static string Y(double share) => Number(Top + (Height * (1 - share)));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
