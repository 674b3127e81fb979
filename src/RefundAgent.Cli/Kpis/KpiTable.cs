using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Kpis;
using Spectre.Console;
using static RefundAgent.Cli.TerminalText;

namespace RefundAgent.Cli.Kpis;

/// <summary>The figures as a person reads them: what needs somebody comes first, then what was done, then the days.</summary>
internal static class KpiTable
{
    private const int MostDays = 14;
    private const int BarWidth = 16;

    public static void Write(KpiSheet sheet, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.WriteLine($"{Time(sheet.From)} to {Time(sheet.To)} (UTC)");
        console.Write(Lines(
            ("needs somebody", Needs(sheet)),
            ("decided", $"{Counted(sheet.Decisions, "message")}, {Counted(sheet.Claims, "claim")}: {sheet.Outcomes.Approve} approved, {sheet.Outcomes.Deny} denied, "
                + $"{sheet.Outcomes.Ask} asked back, {sheet.Outcomes.Escalate} for a person"),
            ("without a person", Shown(sheet.Alone)),
            ("for a person", Shown(sheet.Escalated)),
            ("people", People(sheet.People)),
            ("learned", $"version {sheet.Learned.Version}{(sheet.Learned.Held ? " (held)" : "")}, {Counted(sheet.Learned.Items, "item")}; "
                + $"{sheet.Learned.SegmentsEarned} of {sheet.Learned.Segments} kinds of ruling act alone"),
            ("model", sheet.Model is { } model ? Model(model) : "not asked")));
        if (sheet.Refunds.IsEmpty)
        {
            console.WriteLine("No refund in this time.");
        }
        else
        {
            console.Write(Money(sheet.Refunds));
        }

        console.Write(Days(sheet.Days));
    }

    private static string Needs(KpiSheet sheet)
    {
        string?[] needs =
        [
            sheet.Waiting.Claims > 0 ? $"{Counted(sheet.Waiting.Claims, "claim")} waiting for an answer, the oldest since {Time(sheet.Waiting.OldestSince!.Value)}" : null,
            sheet.People.ReviewsWanted > 0 ? $"{Counted(sheet.People.ReviewsWanted, "ruling")} drawn to be looked at" : null,
            sheet.Learned.Proposals > 0 ? $"{Counted(sheet.Learned.Proposals, "proposal")} to change the policy" : null,
            sheet.Discrepancies > 0 ? $"{sheet.Discrepancies} open about money (refund-agent discrepancies list)" : null,
        ];
        var found = needs.OfType<string>().ToArray();
        return found.Length == 0 ? "nothing" : string.Join("; ", found);
    }

    private static string People(PeopleCounts people) => people.Agreement is not { } agreement
        ? $"answered nothing{(people.Expired > 0 ? $"; {Counted(people.Expired, "claim")} expired" : "")}"
        : $"answered {people.Answered}: agreed {people.Agreed}, changed the amount {people.Changed}, rejected {people.Rejected} (expired: {people.Expired}); "
            + $"agreement {Percent(agreement.Rate)} ({Percent(agreement.From)} to {Percent(agreement.To)}), half within {Minutes(people.MedianMinutes!.Value)}";

    private static string Model(ModelCounts model) =>
        $"{Counted(model.Decisions, "message")}, {Number(model.InputTokens + model.OutputTokens)} tokens, {model.CostUsd.ToString("0.00##", CultureInfo.InvariantCulture)} USD; "
            + $"median {Number(model.MedianMilliseconds)} ms, p95 {Number(model.P95Milliseconds)} ms; {model.Fallbacks} times the built-in advisor stood in";

    private static Table Money(ImmutableArray<MoneyCounts> refunds)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("refunds", "made", "by agent", "by people", "pending", "unknown");
        foreach (var money in refunds)
        {
            table.AddRow(
                money.Currency.Code, Sum(money.Executed), Sum(money.ByAgent), Sum(money.ByPeople), Sum(money.Pending), Sum(money.Unknown));
        }

        return table;
    }

    private static Table Days(ImmutableArray<DayCounts> days)
    {
        var shown = days.Length <= MostDays ? days : days[^MostDays..];
        var most = Math.Max(1, shown.Max(day => day.Claims));
        var table = new Table { Border = TableBorder.Simple }.AddColumns("day", "claims", "alone", "for a person", "refunds made", "");
        foreach (var day in shown)
        {
            table.AddRow(
                day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Number(day.Claims),
                Number(day.Alone),
                Number(day.Escalated),
                string.Join(", ", day.Executed.Select(sum => sum.Amount.ToString())),
                new string('#', (int)Math.Round((double)day.Claims * BarWidth / most)));
        }

        return table;
    }

    private static Grid Lines(params ReadOnlySpan<(string Name, string Text)> lines)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, text) in lines)
        {
            grid.AddRow(new Text(name), new Text(text));
        }

        return grid;
    }

    private static string Sum(CountedSum sum) => sum.Count == 0 ? "-" : $"{sum.Amount.ToDecimalString()} ({Number(sum.Count)})";

    private static string Shown(Share share) => share.Rate is { } rate ? $"{share.Count} ({Percent(rate)})" : "0";

    private static string Percent(double rate) => (rate * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Minutes(double minutes) => minutes < 1 ? "a minute" : $"{Number(minutes)} min";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
