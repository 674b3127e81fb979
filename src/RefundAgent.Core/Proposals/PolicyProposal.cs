using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Policies;

namespace RefundAgent.Proposals;

/// <summary>
/// What people's verdicts say and the policy does not let the agent learn: it changes nothing until a person accepts it into the policy.
/// </summary>
public sealed record PolicyProposal
{
    /// <summary>The hash of what is proposed, so that the same lesson is the same proposal, and stays answered once it was.</summary>
    public required ProposalId Id { get; init; }

    public required PolicyProposalKind Kind { get; init; }

    /// <summary>The cases it speaks of.</summary>
    public required Condition When { get; init; }

    /// <summary>Cases it does not speak of although <see cref="When"/> holds.</summary>
    public Condition? WhenNot { get; init; }

    /// <summary>What people rule in them.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>For an approval.</summary>
    public AmountBasis? Basis { get; init; }

    /// <summary>The policy's rule that people overrule; null where the policy is silent and its discretion too narrow.</summary>
    public string? Rule { get; init; }

    /// <summary>Labelled cases of this kind.</summary>
    public required int Cases { get; init; }

    /// <summary>Those of them in which people ruled so.</summary>
    public required int Agreed { get; init; }

    public required ImmutableArray<PrincipalId> Reviewers { get; init; }
}

/// <summary>Why learning may not do it by itself.</summary>
public enum PolicyProposalKind
{
    /// <summary>The discretion does not include this outcome, or not for such sums.</summary>
    WiderDiscretion,

    /// <summary>A rule of the policy says otherwise, and people overrule it.</summary>
    OverruledRule,
}
