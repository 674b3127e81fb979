using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Proposals;

namespace RefundAgent.Context;

/// <summary>One immutable version of everything learned; a decision uses one from its start to its end.</summary>
public sealed record LearnedContext
{
    /// <summary>A decision reads all items, and a model pays for each by the token: more than this helps neither.</summary>
    public const int MostItems = 500;

    public static LearnedContext Empty { get; } = new() { Version = ContextVersion.Empty, Items = [], Through = 0 };

    public required ContextVersion Version { get; init; }

    /// <summary>By id, ordinal.</summary>
    public required ImmutableArray<LearnedItem> Items { get; init; }

    /// <summary>The last ledger sequence that went into it.</summary>
    public required long Through { get; init; }

    /// <summary>The version that a person's word was laid over to make this one; null where the learner made it.</summary>
    public ContextVersion? Over { get; init; }

    /// <summary>People's agreement by segment, as far as the ledger tells.</summary>
    public ImmutableSortedDictionary<string, SegmentTally> Segments { get; init; } =
        ImmutableSortedDictionary.Create<string, SegmentTally>(StringComparer.Ordinal);

    /// <summary>What people's verdicts would change in the policy if they might; each waits for a person.</summary>
    public ImmutableArray<PolicyProposal> Proposals { get; init; } = [];

    /// <summary>A segment acts alone only where it also does in <paramref name="newer"/>, or is not known there.</summary>
    public LearnedContext WithoutTrustLostIn(LearnedContext newer) => this with
    {
        Segments = Segments.SetItems(Segments
            .Where(each => each.Value.Earned && newer.Segments.TryGetValue(each.Key, out var now) && !now.Earned)
            .Select(each => KeyValuePair.Create(each.Key, each.Value.Demote()))),
    };

    /// <summary>True where no decision could tell the two apart, and nobody who reads them.</summary>
    public bool TeachesTheSameAs(LearnedContext other) => Content(this) == Content(other);

    public Autonomy AutonomyOf(string segment) =>
        Segments.TryGetValue(segment, out var tally)
            ? new Autonomy(tally.Earned ? AutonomyState.Earned : AutonomyState.Suggest, tally.LowerBound, tally.Reviewed) { ReviewShare = tally.Earned ? tally.ReviewShare : null }
            : Autonomy.None;

    private static string Content(LearnedContext context) => CanonicalJson.Write(new { context.Items, context.Segments, context.Proposals });
}

/// <param name="Agreed">Judged rulings in which outcome and amount were the person's.</param>
/// <param name="Reviewed">Judged rulings.</param>
public sealed record SegmentTally(int Agreed, int Reviewed)
{
    /// <summary>The same record of agreement, which earns nothing.</summary>
    public SegmentTally Demote() => this with { Earned = false, ReviewShare = 0 };

    /// <summary>One-sided 95 % Wilson lower bound of the agreement, 0 to 1, over the stretch of newest rulings that speaks best for it.</summary>
    public double LowerBound { get; init; }

    /// <summary>It may act without a person.</summary>
    public bool Earned { get; init; }

    /// <summary>Share of its automated rulings that a person sees, 0 to 1; 0 where it does not act alone.</summary>
    public decimal ReviewShare { get; init; }

    /// <summary>Customers who came back, or rated badly, what it did alone lately: each raises <see cref="ReviewShare"/> by a tenth.</summary>
    public int Complaints { get; init; }

    /// <summary>Only rulings after this ledger sequence are in it: where a person demoted the segment; 0 where nobody did.</summary>
    public long CountedAfter { get; init; }
}
