using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>
/// What the learner may see of the claim that a verdict is about: facts, what was proposed and ruled, and the sums that an amount is
/// measured against. The agent's own words and the recalled context are not in it, so they can't come back as something learned.
/// </summary>
public sealed record LabelledCase
{
    public required DecisionId Decision { get; init; }

    public required ClaimId Claim { get; init; }

    /// <summary>As <see cref="LearnableFacts"/> lets through.</summary>
    public required ImmutableSortedDictionary<string, FactValue> Facts { get; init; }

    /// <summary>What the advisor suggested.</summary>
    public required Outcome Proposed { get; init; }

    /// <summary>What the policy made of it.</summary>
    public required Outcome Ruled { get; init; }

    /// <summary>For a ruling that approves.</summary>
    public Money? RuledAmount { get; init; }

    /// <summary>The learned items that the proposal cited.</summary>
    public required ImmutableArray<LearnedItemId> Items { get; init; }

    public required string Segment { get; init; }

    /// <summary>0 to 4; the same for all cases of one customer's order.</summary>
    public int Fold { get; init; }

    /// <summary>A pseudonym, to tell one customer from several; empty where nobody is known.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Nobody looked at the ruling before it took effect.</summary>
    public bool ActedAlone { get; init; }

    /// <summary>A rule of the operator decided it, and no learning.</summary>
    public bool IsDecidedByPolicy => Clause.IsOfPolicy(Segment);

    /// <summary>Captured for the order; null where no order was known.</summary>
    public Money? Paid { get; init; }

    /// <summary>The most that the claim could give back when it was decided; null where that is not known.</summary>
    public Money? Entitled { get; init; }
}
