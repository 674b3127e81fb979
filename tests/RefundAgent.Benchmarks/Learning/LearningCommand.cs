using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RefundAgent.Adapters.Policies;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli.Samples;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>`learning`: replays a history as it is, shuffled, turned, poisoned and contradicted, and holds the figures against what was asked for.</summary>
internal static class LearningCommand
{
    private static readonly ImmutableArray<(string Name, Func<LearningBench, CancellationToken, IEnumerable<Measure>> Run)> Scenarios =
    [
        ("cold", ColdScenario.Run),
        ("flip", FlipScenario.Run),
        ("poison", PoisonScenario.Run),
        ("injections", InjectionScenario.Run),
        ("disagree", DisagreementScenario.Run),
        ("signals", SignalScenario.Run),
        ("ablation", AblationScenario.Run),
        ("lessons", LessonScenario.Run),
    ];

    public static Command Create()
    {
        var history = new Option<FileInfo>("--history") { Description = "A history, one case a line, in the format of `replay`.", Required = true };
        history.AcceptExistingOnly();
        var injections = new Option<FileInfo?>("--injections") { Description = "Hostile texts, one JSON object with a `text` a line." };
        var scenario = new Option<string>("--scenario") { Description = $"{string.Join(", ", Scenarios.Select(each => each.Name))} or all.", DefaultValueFactory = _ => "all" };
        scenario.AcceptOnlyFromAmong([.. Scenarios.Select(each => each.Name), "all"]);
        var seeds = new Option<string>("--seeds") { Description = "Of the shuffles: one, or first-last.", DefaultValueFactory = _ => "201-210" };
        seeds.Validators.Add(result =>
        {
            if (SeedsOf(result.GetValueOrDefault<string>()).IsEmpty)
            {
                result.AddError("--seeds needs a number from 0, or two with '-' between them.");
            }
        });
        var policy = new Option<string>("--policy") { Description = "A policy file, or the name of a sample.", DefaultValueFactory = _ => "airline" };
        var batch = new Option<int>("--batch") { Description = "Labelled cases in an epoch.", DefaultValueFactory = _ => 25 };
        var threads = new Option<int>("--threads") { Description = "Replays at a time.", DefaultValueFactory = _ => 2 };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; progress goes to standard error." };
        var command = new Command("learning", "How well and how safely the learner follows people: variants of one history, each decided before its verdicts are seen.")
        {
            history, injections, scenario, seeds, policy, batch, threads, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var rules = new PolicyParser().Parse(await File.ReadAllTextAsync(SampleFiles.Policy(parsed.GetRequiredValue(policy)), cancellationToken));
            var read = History.Read(File.ReadLines(parsed.GetRequiredValue(history).FullName), rules.Currency);
            if (!read.Faults.IsEmpty)
            {
                await console.Error.WriteLineAsync(string.Join(Environment.NewLine, read.Faults));
                return 1;
            }

            var bench = new LearningBench(
                read.Lines, rules, new ReplayOptions { Batch = Math.Max(1, parsed.GetValue(batch)) }, SeedsOf(parsed.GetValue(seeds)),
                TextsOf(parsed.GetValue(injections)), Math.Max(1, parsed.GetValue(threads)), console.Error);
            var asked = parsed.GetRequiredValue(scenario);
            Measure[] measures = [.. Scenarios.Where(each => asked == "all" || asked == each.Name).SelectMany(each => each.Run(bench, cancellationToken))];
            await WriteAsync(measures, parsed.GetValue(json), console.Output);
            return measures.Any(measure => measure.Passed == false) ? 1 : 0;
        });
        return command;
    }

    private static async Task WriteAsync(Measure[] measures, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(CanonicalJson.Write(new { Machine = Machine.Describe(), Measures = measures }));
        }
        else
        {
            LearningTable.Write(measures, output);
        }
    }

    private static ImmutableArray<int> SeedsOf(string? text)
    {
        var ends = (text ?? "").Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : -1).ToArray();
        return ends is [>= 0] or [>= 0, >= 0] && ends[^1] >= ends[0] && ends[^1] - ends[0] < 1000 ? [.. Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)] : [];
    }

    private static ImmutableArray<string> TextsOf(FileInfo? file) => file is null
        ? []
        : [.. File.ReadLines(file.FullName).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];
}
