using System.Globalization;
using Spectre.Console;

namespace RefundAgent.Cli.Evaluate;

/// <summary>The figures for a person at a terminal.</summary>
internal static class EvaluationTable
{
    private const int ShownIds = 20;

    public static void Show(EvaluationReport report, TextWriter output)
    {
        var table = new Table().AddColumns("", "tickets", "with refunds", "exact", "share");
        foreach (var (group, figures) in report.Groups)
        {
            table.AddRow(Markup.Escape(group), string.Empty, Text(figures.WithRefunds), Text(figures.Exact), Share(figures.Exact, figures.WithRefunds));
        }

        table.AddRow("all", Text(report.Tickets), Text(report.WithRefunds), Text(report.Exact), Share(report.Exact, report.WithRefunds));
        table.AddRow("returns and cancellations only", string.Empty, Text(report.RefundOnly.Tickets), Text(report.RefundOnly.Exact), Share(report.RefundOnly.Exact, report.RefundOnly.Tickets));
        table.AddRow("once a person agrees", string.Empty, Text(report.WithRefunds), Text(report.Prepared), Share(report.Prepared, report.WithRefunds));
        var console = On(output);
        console.Write(table);
        console.WriteLine($"Wrong money: {report.WrongMoney.Amount} in {report.WrongMoney.Tickets} tickets {string.Join(' ', report.WrongMoney.Ids)}");
        console.WriteLine($"Missed: {report.Missed.Amount} in {report.Missed.Tickets} tickets");
        console.WriteLine($"Asked {report.Asked}, escalated {report.Escalated}, waiting for approval {report.PendingApproval}, errors {report.Errors}");
        if (report.Milliseconds is not null)
        {
            console.WriteLine($"The model: {Tokens(report)}, {Cost(report)}, {Time(report)} a message");
            console.WriteLine(SpokenFor(report));
        }
    }

    public static void Show(Comparison both, TextWriter output)
    {
        var table = new Table().AddColumns("", "precedent", "model");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        void Row(string what, Func<EvaluationReport, string> figure) => table.AddRow(Markup.Escape(what), Markup.Escape(figure(both.Precedent)), Markup.Escape(figure(both.Model)));
        foreach (var group in both.Precedent.Groups.Keys)
        {
            Row($"exact, {group}", report => Part(report.Groups[group].Exact, report.Groups[group].WithRefunds));
        }

        Row("exact, all", report => Part(report.Exact, report.WithRefunds));
        Row("exact, returns and cancellations only", report => Part(report.RefundOnly.Exact, report.RefundOnly.Tickets));
        Row("exact once a person agrees", report => Part(report.Prepared, report.WithRefunds));
        Row("wrong money", report => $"{report.WrongMoney.Amount} in {report.WrongMoney.Tickets}");
        Row("missed", report => $"{report.Missed.Amount} in {report.Missed.Tickets}");
        Row("asked", report => Text(report.Asked));
        Row("escalated", report => Text(report.Escalated));
        Row("waiting for approval", report => Text(report.PendingApproval));
        Row("errors", report => Text(report.Errors));
        Row("advised by the model", report => Part(report.Advised, report.Tickets));
        Row("tokens in, out", report => $"{report.Tokens.Input} + {report.Tokens.Output}");
        Row("cost", Cost);
        Row("time of the advice, median, p95", Time);
        var console = On(output);
        console.Write(table);
        console.WriteLine(SpokenFor(both.Model));
        console.WriteLine(both.Differ.IsEmpty
            ? "No ticket ends otherwise."
            : $"{TerminalText.Counted(both.Differ.Length, "ticket")} ending otherwise: {string.Join(' ', both.Differ.Take(ShownIds))}{(both.Differ.Length > ShownIds ? " … (--json names all)" : "")}");
        foreach (var (who, report) in new[] { ("precedent", both.Precedent), ("model", both.Model) }.Where(each => each.Item2.WrongMoney.Tickets > 0))
        {
            console.WriteLine($"Wrong money with {who}: {string.Join(' ', report.WrongMoney.Ids)}");
        }
    }

    /// <summary>A ticket that fell back is no ticket of the model's, and must not look like one.</summary>
    private static string SpokenFor(EvaluationReport report) => report.Fallbacks.IsEmpty
        ? $"The model advised on {report.Advised} of {report.Tickets} tickets."
        : $"The model advised on {report.Advised} of {report.Tickets} tickets; on {report.Fallbacks.Values.Sum()} the built-in advisor stood in: "
            + $"{string.Join(", ", report.Fallbacks.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Key} {reason.Value}"))}.";

    private static string Tokens(EvaluationReport report) => $"{report.Tokens.Input} tokens in and {report.Tokens.Output} out";

    private static string Cost(EvaluationReport report) => report.CostUsd.ToString("0.00##", CultureInfo.InvariantCulture) + " USD";

    private static string Time(EvaluationReport report) => report.Milliseconds is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Median:0} ms (p95 {time.P95:0})")
        : "–";

    private static string Part(int part, int whole) => $"{Text(part)} of {Text(whole)} ({Share(part, whole)})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(int part, int whole) => whole == 0 ? "–" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static IAnsiConsole On(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
}
