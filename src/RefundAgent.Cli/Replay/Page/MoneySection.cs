using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>Money by direction, because giving too much and keeping back are different mistakes with different prices.</summary>
internal static class MoneySection
{
    public static Html Of(ReplayFindings findings)
    {
        var report = findings.Report;
        return report.Windows.IsEmpty ? Html.Empty : Html.Of($"""
            <section aria-labelledby="money"><h2 id="money">What its suggestions would have cost, if nobody had looked</h2>
            <p>Every suggestion counts here, also those that would have waited for a person, so most of this money would never have moved.
            Handing a case over moves no money and is not in it.</p>
            <ul class="legend" aria-hidden="true"><li class="over">too much paid</li><li class="under">kept back wrongly</li></ul>
            <figure>{Plot.Twice(plot => Draw(plot, report.Windows), report.Cases)}</figure>
            <p class="small soft">In the last {Words.Cases(report.Final.To - report.Final.From)}: {Words.Sum(report.Final.OverRefund)} too much, {Words.Sum(report.Final.WrongDenial)} kept back;
            by the live forecast {Words.Sum(findings.Forecast.Final.OverRefund)} and {Words.Sum(findings.Forecast.Final.WrongDenial)}.</p>
            </section>
            """);
    }

    private static Html Draw(Plot plot, ImmutableArray<ReplayWindow> every)
    {
        var windows = Plot.Readable(every);
        var (over, under) = (Round(windows.Max(each => each.OverRefund.Major)), Round(windows.Max(each => each.WrongDenial.Major)));
        var scale = Plot.Height / (double)Math.Max(1, over + under);
        var zero = Plot.Top + ((double)over * scale);
        var currency = windows[0].OverRefund.Currency;
        Html Bar(ReplayWindow window, decimal sum, string kind, bool up)
        {
            var height = (double)sum * scale;
            var (x, wide) = (plot.X(window.From), plot.X(window.To) - plot.X(window.From));
            return sum == 0 ? Html.Empty : Html.Of($"<rect class=\"{kind}\" x=\"{x + (wide * 0.12)}\" width=\"{Math.Max(1, wide * 0.76)}\" y=\"{(up ? zero - height : zero)}\" height=\"{Math.Max(1, height)}\" rx=\"2\"/>");
        }

        return Html.Of($"""
            <svg viewBox="0 0 {plot.Width} {Plot.Bottom + 42}" role="img" aria-label="Money by window in {currency.ToString()}: at most {Words.Sum(windows.Max(each => each.OverRefund))} too much and {Words.Sum(windows.Max(each => each.WrongDenial))} kept back in one window">
            {(over == 0 ? Html.Empty : plot.Gridline(Plot.Top, Short(over)))}{(under == 0 ? Html.Empty : plot.Gridline(Plot.Bottom, Short(under)))}
            {windows.Select(each => Bar(each, each.OverRefund.Major, "over", up: true))}{windows.Select(each => Bar(each, each.WrongDenial.Major, "under", up: false))}
            {plot.Gridline(zero, "0")}
            {plot.CasesAxis()}
            </svg>
            """);
    }

    /// <summary>Up to the next number of one digit and zeros.</summary>
    private static decimal Round(decimal highest)
    {
        var step = 1m;
        while (step * 10 <= highest && step < 1_000_000_000_000m)
        {
            step *= 10;
        }

        return highest <= 0 ? 0 : Math.Ceiling(highest / step) * step;
    }

    private static string Short(decimal sum) =>
        sum >= 1_000_000 ? (sum / 1_000_000).ToString("0.#", CultureInfo.InvariantCulture) + " m"
        : sum >= 1_000 ? (sum / 1_000).ToString("0.#", CultureInfo.InvariantCulture) + " k"
        : sum.ToString("0", CultureInfo.InvariantCulture);
}
