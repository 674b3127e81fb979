using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Cli.Samples;
using RefundAgent.Evidence;

namespace RefundAgent.Cli.Evaluate;

/// <summary>`refund-agent evaluate`: how much of what customers ask for would be paid exactly right, and whether a wrong cent would move.</summary>
internal static class EvaluateCommand
{
    private const string Precedent = "precedent";
    private const string Model = "model";
    private const string Both = "both";

    public static Command Create()
    {
        var tickets = new Argument<FileInfo>("TICKETS.jsonl") { Description = "Messages with the refunds that are right, one a line." };
        tickets.AcceptExistingOnly();
        var orders = new Option<FileInfo>("--orders") { Description = "The orders behind them, one a line.", Required = true };
        orders.AcceptExistingOnly();
        var policy = new Option<string>("--policy") { Description = "A policy file, or the name of a sample (retail, airline).", DefaultValueFactory = _ => "retail" };
        var advisor = new Option<string>("--advisor")
        {
            Description = "precedent (no model), model (needs Model:Endpoint), or both: the same tickets through either, side by side.",
            DefaultValueFactory = _ => Precedent,
        };
        advisor.AcceptOnlyFromAmong(Precedent, Model, Both);
        var details = new Option<FileInfo?>("--details") { Description = "Writes one line a ticket here: what moved, what should have, and the answer." };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; progress goes to standard error." };
        var command = new Command("evaluate", "Put labelled tickets through the real API, each on fresh storage, and compare what moved with the truth; with a model, what it cost as well.")
        {
            tickets, orders, policy, advisor, details, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (book, lines) = (ReadOrders(parsed.GetRequiredValue(orders).FullName), TicketLine.ReadAll(parsed.GetRequiredValue(tickets).FullName));
            var policyText = PolicyFor(parsed.GetValue(policy)!);
            var evaluations = AdvisorsOf(parsed.GetValue(advisor)!)
                .Select(each => new Evaluation(policyText, book, each, AdvisorSettings(each)))
                .ToImmutableArray();
            var error = parsed.InvocationConfiguration.Error;
            var results = new List<IReadOnlyList<TicketResult>>();
            foreach (var evaluation in evaluations)
            {
                var line = TerminalLine.To(error);
                try
                {
                    results.Add(await evaluation.RunAsync(lines, new Progress(line, evaluation.Advisor, lines.Length), cancellationToken));
                }
                finally
                {
                    line.End();
                }
            }

            if (parsed.GetValue(details) is { } file)
            {
                await File.WriteAllLinesAsync(file.FullName, results.SelectMany(each => each).Select(CanonicalJson.Write), cancellationToken);
            }

            Tell(results, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            foreach (var evaluation in evaluations)
            {
                evaluation.Conclude();
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
        return advisor == Precedent
            ? ImmutableDictionary<string, string?>.Empty.Add("Model:Endpoint", string.Empty)
            : string.IsNullOrEmpty(environment["Model:Endpoint"])
                ? throw new CommandFailedException($"--advisor {Model} and {Both} need a model: set Model__Endpoint and Model__Deployment (see docs/model.md).")
                : ImmutableDictionary<string, string?>.Empty;
    }

    /// <summary>The model first: where it cannot be reached, nobody should have waited for the other.</summary>
    private static ImmutableArray<string> AdvisorsOf(string option) => option == Both ? [Model, Precedent] : [option];

    private static void Tell(List<IReadOnlyList<TicketResult>> results, bool json, TextWriter output)
    {
        if (results is [var model, var precedent])
        {
            Tell(Comparison.Of(precedent, model), json, output, EvaluationTable.Show);
        }
        else
        {
            Tell(EvaluationReport.Of(results[0]), json, output, EvaluationTable.Show);
        }
    }

    private static void Tell<T>(T figures, bool json, TextWriter output, Action<T, TextWriter> show)
    {
        if (json)
        {
            output.WriteLine(CanonicalJson.Write(figures));
        }
        else
        {
            show(figures, output);
        }
    }

    private sealed class Progress(TerminalLine line, string advisor, int of) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % 10 == 0 || value == of)
            {
                line.Write($"{advisor}: {value} of {of} tickets");
            }
        }
    }
}
