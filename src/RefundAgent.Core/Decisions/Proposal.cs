using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Replies;

namespace RefundAgent.Decisions;

/// <summary>What an advisor suggests for one claim; advice only, the policy rules on it and may tighten it, never widen it.</summary>
public sealed record Proposal
{
    public required Outcome Outcome { get; init; }

    /// <summary>For an approval; everything that the claim is entitled to unless said otherwise.</summary>
    public AmountBasis Basis { get; init; } = new AmountBasis.Entitled();

    /// <summary>0 to 1: the advisor's own estimate that a person would rule the same way.</summary>
    public required double Confidence { get; init; }

    /// <summary>What it rests on, most important first; never empty.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    /// <summary>The learned items used: they earn or lose credit by what people say of this decision.</summary>
    public ImmutableArray<LearnedItemId> Items { get; init; } = [];

    /// <summary>The deciding clause without its numeric thresholds: what autonomy is earned for.</summary>
    public required string Segment { get; init; }

    /// <summary>For <see cref="Outcome.Ask"/>: what is missing, in words for the customer.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>The first of <see cref="Missing"/>, where they are the program's own.</summary>
    public ImmutableArray<Phrase> Questions { get; init; } = [];

    /// <summary>What a second advisor would do instead, where it sees the case otherwise; null where it agrees or was not asked.</summary>
    public Outcome? Contradiction { get; init; }
}
