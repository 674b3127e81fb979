using System.Globalization;
using Spectre.Console;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>The figures of all scenarios for the terminal.</summary>
internal static class LearningTable
{
    public static void Write(IReadOnlyList<Measure> measures, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, 110);
        foreach (var scenario in measures.GroupBy(measure => measure.Scenario))
        {
            var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(scenario.Key)) };
            table.AddColumn(new TableColumn("percent of cases") { NoWrap = true, Width = 52 });
            foreach (var name in (string[])["median", "mean", "max", "target", ""])
            {
                table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = name.Length > 0 && name != "target" ? Justify.Right : Justify.Left });
            }

            foreach (var measure in scenario)
            {
                table.AddRow(
                    Markup.Escape(measure.Name), Number(measure.Median), Number(measure.Mean), Number(measure.Max), Markup.Escape(measure.Target ?? "reported"),
                    measure.Passed switch { true => "[green]pass[/]", false => "[red]FAIL[/]", null => "" });
            }

            console.Write(table);
        }

        var asked = measures.Where(measure => measure.Passed is not null).ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{asked.Count(measure => measure.Passed == true)} of {asked.Length} targets reached."));
    }

    private static string Number(double figure) => figure.ToString("0.0", CultureInfo.InvariantCulture);
}
