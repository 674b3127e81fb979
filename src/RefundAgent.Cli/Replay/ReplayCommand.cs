using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Cli.Samples;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;

namespace RefundAgent.Cli.Replay;

/// <summary>`refund-agent replay`: what the agent would have learned from a team's own past decisions, and how soon.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var history = new Argument<FileInfo>("HISTORY.jsonl") { Description = "Past cases with the verdict of a person, one a line, oldest first." };
        history.AcceptExistingOnly();
        var policy = new Option<string>("--policy") { Description = "A policy file, or the name of a sample (retail, airline).", DefaultValueFactory = _ => "airline" };
        var batch = Positive("--batch", 25, "Labelled cases after which what was learned comes in force.");
        var window = Positive("--window", 50, "Cases in a row of the report.");
        var quorum = Positive("--quorum", 1, "Different people that must stand behind a learned ruling before it acts alone.");
        var feedback = new Option<ReplayFeedback>("--feedback")
        {
            Description = "all: every verdict comes back. reviewed: only those that live operation would get.",
            DefaultValueFactory = _ => ReplayFeedback.All,
        };
        var revoke = new Option<string?>("--revoke") { Description = "Take one reviewer's verdicts out at the end." };
        revoke.Validators.Add(result =>
        {
            if (!Id.TryParse<PrincipalId>(result.GetValueOrDefault<string?>(), out _))
            {
                result.AddError($"--revoke needs a reviewer's name of 1 to {Id.MaxLength} characters.");
            }
        });
        var page = new Option<FileInfo?>("--out") { Description = "Write the report as one self-contained HTML page." };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; progress goes to standard error." };
        var command = new Command("replay", "Decide each past case before its verdict is seen, then learn from the verdict.")
        {
            history, policy, batch, window, quorum, feedback, revoke, page, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new ReplayRequest(
                parsed.GetRequiredValue(history).FullName,
                parsed.GetRequiredValue(policy),
                new ReplayOptions
                {
                    Batch = parsed.GetValue(batch),
                    Window = parsed.GetValue(window),
                    Quorum = parsed.GetValue(quorum),
                    Feedback = parsed.GetValue(feedback),
                    Revoke = parsed.GetValue(revoke) is { } reviewer ? new PrincipalId(reviewer) : null,
                },
                parsed.GetValue(page)?.FullName,
                parsed.GetValue(json)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static Option<int> Positive(string name, int fallback, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number >= 1))
            {
                result.AddError($"{name} needs a whole number from 1.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(ReplayRequest request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var policy = await PolicyAsync(request.Policy, cancellationToken);
        var history = History.Read(File.ReadLines(request.History), policy.Currency);
        if (!history.Faults.IsEmpty)
        {
            throw new CommandFailedException(
                $"{request.History} is no history yet:{Environment.NewLine}{string.Join(Environment.NewLine, history.Faults)}");
        }

        var report = HistoryReplay.Run(history.Lines, policy, request.Options, new ReplayProgress(error, history.Lines.Length), cancellationToken);
        if (request.Page is { } path)
        {
            await File.WriteAllTextAsync(path, ReplayPage.Of(report, Forecast(history, policy, request.Options, cancellationToken), policy), cancellationToken);
            await error.WriteLineAsync($"The report is in {path}");
        }

        if (request.Json)
        {
            await output.WriteLineAsync(CanonicalJson.Write(report));
        }
        else
        {
            ReplayTable.Write(report, output);
        }

        return 0;
    }

    /// <summary>The page always shows the honest forecast beside the learning curve.</summary>
    private static ReplayReport Forecast(History history, RefundPolicy policy, ReplayOptions options, CancellationToken cancellationToken) =>
        HistoryReplay.Run(history.Lines, policy, options with { Feedback = ReplayFeedback.Reviewed }, null, cancellationToken);

    private static async Task<RefundPolicy> PolicyAsync(string nameOrFile, CancellationToken cancellationToken)
    {
        var path = SampleFiles.Policy(nameOrFile);
        if (!File.Exists(path))
        {
            throw new CommandFailedException($"There is no policy '{nameOrFile}': name a file or one of {string.Join(", ", SampleFiles.Names)}.");
        }

        // Only the parser is asked for: a replay touches no storage.
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new(SettingNames.Storage, "UseDevelopmentStorage=true")])
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings)
            .AddLogging()
            .AddRefundAgent(settings)
            .BuildServiceProvider();
        try
        {
            return services.GetRequiredService<IPolicyParser>().Parse(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (InvalidPolicyException invalid)
        {
            throw new CommandFailedException(
                $"{path} is no valid policy:{Environment.NewLine}{string.Join(Environment.NewLine, invalid.Faults.Select(fault => $"{fault.Path}: {fault.Message}"))}",
                invalid);
        }
    }

    private sealed record ReplayRequest(string History, string Policy, ReplayOptions Options, string? Page, bool Json);
}
