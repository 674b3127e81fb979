using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Cli.Samples;
using RefundAgent.Evidence;
using Spectre.Console;

namespace RefundAgent.Cli.Evaluate;

/// <summary>`refund-agent evaluate`: how much of what customers ask for would be paid exactly right, and whether a wrong cent would move.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var tickets = new Argument<FileInfo>("TICKETS.jsonl") { Description = "Messages with the refunds that are right, one a line." };
        tickets.AcceptExistingOnly();
        var orders = new Option<FileInfo>("--orders") { Description = "The orders behind them, one a line.", Required = true };
        orders.AcceptExistingOnly();
        var policy = new Option<string>("--policy") { Description = "A policy file, or the name of a sample (retail, airline).", DefaultValueFactory = _ => "retail" };
        var advisor = new Option<string>("--advisor") { Description = "precedent (no model) or model (needs Model:Endpoint).", DefaultValueFactory = _ => "precedent" };
        advisor.AcceptOnlyFromAmong("precedent", "model");
        var details = new Option<FileInfo?>("--details") { Description = "Writes one line a ticket here: what moved, what should have, and the answer." };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; progress goes to standard error." };
        var command = new Command("evaluate", "Put labelled tickets through the real API, each on fresh storage, and compare what moved with the truth.")
        {
            tickets, orders, policy, advisor, details, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var evaluation = new Evaluation(
                PolicyFor(parsed.GetValue(policy)!), ReadOrders(parsed.GetRequiredValue(orders).FullName), AdvisorSettings(parsed.GetValue(advisor)!));
            var lines = TicketLine.ReadAll(parsed.GetRequiredValue(tickets).FullName);
            var error = parsed.InvocationConfiguration.Error;
            var results = await evaluation.RunAsync(lines, new Progress(error, lines.Length), cancellationToken);
            await error.WriteLineAsync();
            if (parsed.GetValue(details) is { } file)
            {
                await File.WriteAllLinesAsync(file.FullName, results.Select(CanonicalJson.Write), cancellationToken);
            }

            var report = EvaluationReport.Of(results);
            if (parsed.GetValue(json))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CanonicalJson.Write(report));
            }
            else
            {
                Show(report, parsed.InvocationConfiguration.Output);
            }

            return 0;
        });
        return command;
    }

    /// <summary>The policy as written, with mode earned: an evaluation asks what would move, not what would wait.</summary>
    private static string PolicyFor(string nameOrFile)
    {
        var document = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy(nameOrFile)), null, new JsonDocumentOptions { AllowDuplicateProperties = false })!;
        document["mode"] = "earned";
        return document.ToJsonString();
    }

    private static ImmutableArray<Order> ReadOrders(string path)
    {
        var orders = ImmutableArray.CreateBuilder<Order>();
        foreach (var (line, number) in File.ReadLines(path).Select((line, index) => (line, index + 1)).Where(each => !string.IsNullOrWhiteSpace(each.line)))
        {
            orders.Add(OrderLine.Parse(line) switch
            {
                OrderLineResult.Parsed parsed => parsed.Order,
                OrderLineResult.Faulty faulty => throw new CommandFailedException(
                    $"{path}, line {number}: {string.Join("; ", faulty.Faults.Select(fault => $"{fault.Field}: {fault.Message}"))}"),
                _ => throw new InvalidOperationException("An order line is valid or not."),
            });
        }

        return orders.DrainToImmutable();
    }

    private static ImmutableDictionary<string, string?> AdvisorSettings(string advisor)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return advisor == "precedent"
            ? ImmutableDictionary<string, string?>.Empty.Add("Model:Endpoint", string.Empty)
            : string.IsNullOrEmpty(environment["Model:Endpoint"])
                ? throw new CommandFailedException("--advisor model needs a model: set Model__Endpoint and Model__Deployment (see docs/model.md).")
                : ImmutableDictionary<string, string?>.Empty;
    }

    private static void Show(EvaluationReport report, TextWriter output)
    {
        var table = new Table().AddColumns("", "tickets", "with refunds", "exact", "share");
        foreach (var (group, figures) in report.Groups)
        {
            table.AddRow(Markup.Escape(group), string.Empty, Text(figures.WithRefunds), Text(figures.Exact), Share(figures.Exact, figures.WithRefunds));
        }

        table.AddRow("all", Text(report.Tickets), Text(report.WithRefunds), Text(report.Exact), Share(report.Exact, report.WithRefunds));
        table.AddRow("returns and cancellations only", string.Empty, Text(report.RefundOnly.Tickets), Text(report.RefundOnly.Exact), Share(report.RefundOnly.Exact, report.RefundOnly.Tickets));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(table);
        console.WriteLine($"Wrong money: {report.WrongMoney.Amount} in {report.WrongMoney.Tickets} tickets {string.Join(' ', report.WrongMoney.Ids)}");
        console.WriteLine($"Missed: {report.Missed.Amount} in {report.Missed.Tickets} tickets");
        console.WriteLine($"Asked {report.Asked}, escalated {report.Escalated}, waiting for approval {report.PendingApproval}, errors {report.Errors}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(int part, int whole) => whole == 0 ? "–" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private sealed class Progress(TextWriter error, int of) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % 10 == 0 || value == of)
            {
                error.Write($"\r{value} of {of} tickets ");
            }
        }
    }
}
