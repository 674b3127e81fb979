using System.CommandLine;
using RefundAgent.Cli.Replay.Page;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay;

/// <summary>`refund-agent replay`: what the agent would have learned from a team's own past decisions, and how soon.</summary>
internal static class ReplayCommand
{
    private const string Description = """
        Shows on your own past cases what the agent would have learned, how soon, and whether that pays. Each case is decided before its verdict is seen; then the verdict is learned from. Nothing is stored, sent or paid.

        A case is one line of JSON:
          {"id":"c1","claim":{"reason":"weather"},"facts":{"booking.cabin":"business","booking.hours_since":16.4},
           "paid":{"amount":"80.00","currency":"USD"},"verdict":{"outcome":"approve"},"reviewer":"ann"}
        Outcomes are approve (in full, or with an "amount"), deny, ask and escalate. Facts are text, numbers, true, false or lists of text, under any name.

        Examples:
          refund-agent replay history.jsonl --policy our-policy.json --out report.html    one page to show your team
          refund-agent replay history.jsonl --feedback reviewed                           only verdicts that live operation would get
          refund-agent replay history.jsonl --revoke ann --json                           what would be left without ann's verdicts
        """;

    public static Command Create()
    {
        var history = new Argument<FileInfo>("HISTORY.jsonl") { Description = "Past cases with the verdict of a person, one a line, oldest first." };
        history.AcceptExistingOnly();
        var policy = new Option<string>("--policy") { Description = "A policy file, or the name of a sample (retail, airline).", DefaultValueFactory = _ => "airline" };
        var batch = Positive("--batch", 25, "Labelled cases after which what was learned comes in force.");
        var window = Positive("--window", 50, "Cases in a row of the report.");
        var quorum = Positive("--quorum", 1, "Different people that must stand behind a learned ruling before it acts alone.");
        var feedback = Choices.Option<ReplayFeedback>("--feedback", "all: every verdict comes back. reviewed: only those that live operation would get.");
        feedback.DefaultValueFactory = _ => ReplayFeedback.All;
        var revoke = new Option<string?>("--revoke") { Description = "Take one reviewer's verdicts out at the end: shows what would be left." };
        revoke.Validators.Add(result =>
        {
            if (!Id.TryParse<PrincipalId>(result.GetValueOrDefault<string?>(), out _))
            {
                result.AddError($"--revoke needs a reviewer's name of 1 to {Id.MaxLength} characters.");
            }
        });
        var page = new Option<FileInfo?>("--out") { Description = "Write the report as one self-contained HTML page." };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; progress goes to standard error." };
        var command = new Command("replay", Description)
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

    private static Option<int> Positive(string name, int fallback, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback, CustomParser = Numbers.From(1) };

    private static async Task<int> RunAsync(ReplayRequest request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var policy = await PolicyFile.ReadAsync(request.Policy, cancellationToken);
        var history = History.Read(File.ReadLines(request.History), policy.Currency);
        if (!history.Faults.IsEmpty)
        {
            throw new CommandFailedException(
                $"{request.History} is no history yet:{Environment.NewLine}{string.Join(Environment.NewLine, history.Faults)}");
        }

        var report = Replay(request.Options, "Replaying");
        if (request is { Json: true, Page: null })
        {
            await output.WriteLineAsync(CanonicalJson.Write(report));
            return 0;
        }

        // Beside what was asked for there is always the honest forecast: the verdict rests on it.
        var forecast = request.Options.Feedback == ReplayFeedback.Reviewed
            ? report
            : Replay(request.Options with { Feedback = ReplayFeedback.Reviewed }, "Forecasting live operation");
        var findings = new ReplayFindings(report, forecast, policy, request.Options);
        if (request.Page is { } path)
        {
            await WritePageAsync(path, findings, cancellationToken);
        }

        if (request.Json)
        {
            await output.WriteLineAsync(CanonicalJson.Write(report));
        }
        else
        {
            ReplayTable.Write(findings, output);
        }

        await error.WriteLineAsync(request.Page is { } written ? $"The page is {written}" : "Show it to your team: --out report.html writes one page.");
        return 0;

        ReplayReport Replay(ReplayOptions options, string what) => ReplayProgress.Show(
            error, what, history.Lines.Length, progress => HistoryReplay.Run(history.Lines, policy, options, progress, cancellationToken));
    }

    private static async Task WritePageAsync(string path, ReplayFindings findings, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, ReplayPage.Of(findings), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"The page cannot be written to {path}: {failure.Message}", failure);
        }
    }

    private sealed record ReplayRequest(string History, string Policy, ReplayOptions Options, string? Page, bool Json);
}
