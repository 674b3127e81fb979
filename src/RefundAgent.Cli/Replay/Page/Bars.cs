namespace RefundAgent.Cli.Replay.Page;

/// <summary>Small bars beside a figure; the figure itself is always written out as well.</summary>
internal static class Bars
{
    private const double Width = 120;

    /// <param name="share">0 to 1.</param>
    /// <param name="target">A mark on the bar; null for none.</param>
    /// <param name="label">What it shows, for who does not see it.</param>
    public static Html Share(double share, double? target, string label) => Html.Of($"""
        <svg class="bar" viewBox="0 0 {Width} 12" role="img" aria-label="{label}"><rect class="room" width="{Width}" height="8" y="2" rx="4"/><rect class="fill{(target is { } aim ? share >= aim ? " reached" : " short" : "")}" width="{Width * Math.Clamp(share, 0, 1)}" height="8" y="2" rx="4"/>{(target is { } mark ? Html.Of($"<line class=\"mark\" x1=\"{Width * mark}\" x2=\"{Width * mark}\" y1=\"0\" y2=\"12\"/>") : Html.Empty)}</svg>
        """);
}
