using System.Globalization;
using RefundAgent.Learning.Replay;
using Spectre.Console;

namespace RefundAgent.Cli.Replay;

/// <summary>The report for the terminal.</summary>
internal static class ReplayTable
{
    public static void Write(ReplayReport report, TextWriter output)
    {
        var table = new Table().AddColumns("cases", "disagreement", "automated", "wrong automation", "needless escalation", "over-refund", "wrong denial");
        foreach (var window in report.Windows)
        {
            table.AddRow(Row($"{window.From}–{window.To}", window));
        }

        table.AddEmptyRow();
        table.AddRow(Row($"last {report.Final.To - report.Final.From}", report.Final));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(table);
        console.WriteLine($"{report.Cases} cases, {report.Versions} versions, context {report.ContextSha256}");
    }

    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string[] Row(string name, ReplayWindow window) =>
    [
        name, Percent(window.Disagreement), Percent(window.Automated), Percent(window.WrongAutomation), Percent(window.NeedlessEscalation),
        window.OverRefund.ToString(), window.WrongDenial.ToString(),
    ];
}
