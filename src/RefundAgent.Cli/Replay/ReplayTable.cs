using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Cli.Replay.Page;
using RefundAgent.Context;
using RefundAgent.Learning.Replay;
using Spectre.Console;

namespace RefundAgent.Cli.Replay;

/// <summary>The report for the terminal: the verdict, the curve, the figures, and what was learned first.</summary>
internal static class ReplayTable
{
    private const int MostRows = 24;
    private const int MostRules = 8;
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>Columns of money need this many characters; without them the rest still fits.</summary>
    private const int WidthForMoney = 76;

    public static void Write(ReplayFindings findings, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (findings.Report.Cases > 0)
        {
            WriteFigures(console, findings.Report);
            WriteCurve(console, findings.Report);
            WriteRules(console, findings.Report.Story);
        }

        var verdict = findings.Verdict;
        console.WriteLine();
        console.Write(new Markup($"[bold]{Markup.Escape(verdict.Title)}.[/] {Markup.Escape(verdict.Text)}"));
        console.WriteLine();
        // Past the console, which would break the hash at the terminal's edge.
        output.WriteLine($"{Words.Cases(findings.Report.Cases)}, {findings.Report.Versions} versions, context {findings.Report.ContextSha256}");
    }

    private static void WriteFigures(IAnsiConsole console, ReplayReport report)
    {
        var money = console.Profile.Width >= WidthForMoney;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in (string[])["cases", "differs", "alone", "wrong", "handed over", .. money ? (string[])["too much", "kept back"] : []])
        {
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = name == "cases" ? Justify.Left : Justify.Right });
        }

        foreach (var window in Plot.Readable(report.Windows, MostRows))
        {
            table.AddRow(Row($"{window.From}–{window.To}", window, money));
        }

        table.AddEmptyRow();
        table.AddRow(Row($"last {report.Final.To - report.Final.From}", report.Final, money));
        console.Write(table);
        console.Write(new Markup($"[dim]differs: outcome or amount unlike the person's · alone: without a person · wrong: alone and unlike{(money ? $" · money in {report.Final.OverRefund.Currency}, whether or not it would have waited" : "")}[/]"));
        console.WriteLine();
    }

    private static void WriteCurve(IAnsiConsole console, ReplayReport report)
    {
        if (console.Profile.Capabilities.Unicode && report.Windows.Length > 1)
        {
            var windows = Plot.Readable(report.Windows, Math.Clamp(console.Profile.Width - 30, 10, 60));
            console.WriteLine();
            console.WriteLine($"differs {Curve(windows, each => each.Disagreement)} {Words.Percent(windows[0].Disagreement)} → {Words.Percent(windows[^1].Disagreement)}");
            console.WriteLine($"alone   {Curve(windows, each => each.Automated)} {Words.Percent(windows[0].Automated)} → {Words.Percent(windows[^1].Automated)}");
        }
    }

    private static void WriteRules(IAnsiConsole console, ReplayStory story)
    {
        if (story.Learned.IsEmpty)
        {
            return;
        }

        console.WriteLine();
        console.Write(new Markup("[bold]Learned, in the order in which it decides[/]"));
        console.WriteLine();
        foreach (var (row, place) in story.Learned.Take(MostRules).Select((row, place) => (row, place)))
        {
            var alone = story.Segments.Any(segment => segment.Segment == row.Item.Segment && segment.Tally.Earned);
            var grid = new Grid().AddColumn(new GridColumn { Width = 3, NoWrap = true }).AddColumn();
            grid.AddRow(
                new Text($"{place + 1}."),
                new Markup($"{Markup.Escape(ItemWords.Of(row.Item with { WhenNot = null }))} [dim]({row.Agreed} of {row.Cases}{(alone ? ", acts alone" : "")})[/]"));
            console.Write(grid);
        }

        if (story.Learned.Length > MostRules)
        {
            console.WriteLine($"   and {story.Learned.Length - MostRules} more; --out report.html shows all");
        }
    }

    private static string Curve(ImmutableArray<ReplayWindow> windows, Func<ReplayWindow, double> of) =>
        string.Concat(windows.Select(each => Blocks[(int)Math.Min(Blocks.Length - 1, of(each) * Blocks.Length)]));

    private static string[] Row(string name, ReplayWindow window, bool money) =>
    [
        name, Words.Percent(window.Disagreement), Words.Percent(window.Automated), Words.Percent(window.WrongAutomation), Words.Percent(window.NeedlessEscalation),
        .. money ? (string[])[Plain(window.OverRefund), Plain(window.WrongDenial)] : [],
    ];

    private static string Plain(Money sum) => sum.ToDecimalString();
}
