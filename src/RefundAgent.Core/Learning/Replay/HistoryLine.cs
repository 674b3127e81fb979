using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;

namespace RefundAgent.Learning.Replay;

/// <summary>One past case with the verdict that a person gave, as a team exports it from its own helpdesk.</summary>
public sealed record HistoryLine
{
    public required string Id { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>As the form or the clerk wrote it.</summary>
    public string? Reason { get; init; }

    public string? Text { get; init; }

    public Money? Requested { get; init; }

    public ImmutableSortedDictionary<string, FactValue> Facts { get; init; } =
        ImmutableSortedDictionary.Create<string, FactValue>(StringComparer.Ordinal);

    public Money? Paid { get; init; }

    /// <summary>The case's own id where the history names none.</summary>
    public required string Customer { get; init; }

    /// <summary>The case's own id where the history names none.</summary>
    public required string Order { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>For an approval; null where everything was given back.</summary>
    public Money? Amount { get; init; }

    public required string Reviewer { get; init; }

    /// <summary>Reads one line; every fault at once, each with the field and what to write instead. Unknown fields are ignored.</summary>
    public static bool TryParse(string json, int number, [NotNullWhen(true)] out HistoryLine? line, out ImmutableArray<LineFault> faults)
    {
        var reader = new HistoryLineReader(number);
        line = reader.Read(json);
        faults = reader.Faults;
        return line is not null;
    }
}

/// <param name="Line">From 1.</param>
/// <param name="Field">Dotted path, for example <c>verdict.outcome</c>; <c>$</c> for the line itself.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record LineFault(int Line, string Field, string Message)
{
    public override string ToString() => $"line {Line}: {Field}: {Message}";
}
