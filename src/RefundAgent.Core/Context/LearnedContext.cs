using System.Collections.Immutable;
using RefundAgent.Decisions;

namespace RefundAgent.Context;

/// <summary>One immutable version of everything learned; a decision uses one from its start to its end.</summary>
public sealed record LearnedContext
{
    public static LearnedContext Empty { get; } = new() { Version = ContextVersion.Empty, Items = [], Through = 0 };

    public required ContextVersion Version { get; init; }

    /// <summary>By id, ordinal.</summary>
    public required ImmutableArray<LearnedItem> Items { get; init; }

    /// <summary>The last ledger sequence that went into it.</summary>
    public required long Through { get; init; }

    /// <summary>People's agreement by segment, as far as the ledger tells.</summary>
    public ImmutableSortedDictionary<string, SegmentTally> Segments { get; init; } =
        ImmutableSortedDictionary.Create<string, SegmentTally>(StringComparer.Ordinal);

    public Autonomy AutonomyOf(string segment) =>
        Segments.TryGetValue(segment, out var tally)
            ? new Autonomy(AutonomyState.Suggest, Autonomy.WilsonLowerBound(tally.Agreed, tally.Reviewed), tally.Reviewed)
            : Autonomy.None;
}

/// <param name="Agreed">Judged rulings in which outcome and amount were the person's.</param>
/// <param name="Reviewed">Judged rulings.</param>
public sealed record SegmentTally(int Agreed, int Reviewed);
