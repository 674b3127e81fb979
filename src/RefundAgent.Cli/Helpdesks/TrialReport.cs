using System.Collections.Immutable;

namespace RefundAgent.Cli.Helpdesks;

/// <summary>One step of trying a connection out.</summary>
/// <param name="Step">What was tried: settings, api, delivery, forgery, work.</param>
/// <param name="Passed">Null where an earlier step that failed left nothing to try.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Next">What to do about it; null where there is nothing to do.</param>
/// <param name="Milliseconds">Of the delivery, until it was acknowledged.</param>
internal sealed record TrialStep(string Step, bool? Passed, string Text, string? Next = null, long? Milliseconds = null)
{
    /// <summary>What the worker says that it did, one line each.</summary>
    public ImmutableArray<string> Details { get; init; } = [];
}

/// <summary>How a connection did.</summary>
/// <param name="Connection">Its name.</param>
/// <param name="Ticket">That was looked at.</param>
/// <param name="Passed">Every step did.</param>
/// <param name="Steps">In order.</param>
internal sealed record TrialReport(string Connection, string Ticket, bool Passed, ImmutableArray<TrialStep> Steps)
{
    /// <summary>Tells each step as soon as it is known.</summary>
    public static Action<TrialStep> To(TextWriter output) => step =>
    {
        output.WriteLine($"{step.Passed switch { true => "✓", false => "✗", null => "–" }} {step.Step,-9} {TerminalText.OneLine(step.Text, 400)}");
        foreach (var line in step.Details)
        {
            output.WriteLine($"            {TerminalText.OneLine(line, 400)}");
        }

        if (step.Next is { } next)
        {
            output.WriteLine($"            → {TerminalText.OneLine(next, 400)}");
        }

        output.Flush();
    };
}
