using System.Collections.Immutable;

namespace RefundAgent.Import;

/// <summary>What an import did, for whoever has to mend the file; running it again after mending changes nothing else.</summary>
public sealed record ImportReport
{
    /// <summary>Lines read, blank ones included.</summary>
    public required long Lines { get; init; }

    public required long Imported { get; init; }

    /// <summary>Lines that were left out.</summary>
    public required long FaultyLines { get; init; }

    /// <summary>In the order of the file; at most <see cref="MaxFaults"/>, since a file of another kind is wrong in every line.</summary>
    public required ImmutableArray<ImportFault> Faults { get; init; }

    public static int MaxFaults => 1000;
}

/// <param name="Line">From 1.</param>
/// <param name="Field">Path in the line.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ImportFault(long Line, string Field, string Message);

/// <param name="Lines">Read so far.</param>
/// <param name="Imported">Handed to the order book so far.</param>
/// <param name="FaultyLines">Left out so far.</param>
public sealed record ImportProgress(long Lines, long Imported, long FaultyLines);
