using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>One case that people have ruled on, as it stands in the evidence that rules are learned from.</summary>
public sealed record EvidenceCase
{
    /// <summary>As <see cref="LearnableFacts"/> lets through.</summary>
    public required ImmutableSortedDictionary<string, FactValue> Facts { get; init; }

    public required VerdictLabel Label { get; init; }

    /// <summary>Who gave the verdict that counts.</summary>
    public required PrincipalId Reviewer { get; init; }

    /// <summary>Of the ledger row that gave the case its label.</summary>
    public required long Sequence { get; init; }

    /// <summary>0 to 4; all cases of one customer's order are in one fold, so that no list is judged by cases that it has seen.</summary>
    public required int Fold { get; init; }

    /// <summary>Captured for the order; null where no order was known.</summary>
    public Money? Paid { get; init; }

    /// <summary>The most that the claim could give back.</summary>
    public Money? Entitled { get; init; }

    /// <summary>A case that every accepted list must rule rightly.</summary>
    public bool MustPass { get; init; }

    /// <summary>A manager said so.</summary>
    public bool Audited { get; init; }

    /// <summary>A pseudonym, to tell one customer from several; empty where nobody is known.</summary>
    public string Customer { get; init; } = "";

    public DecisionId Decision { get; init; }

    public ClaimId Claim { get; init; }

    /// <summary>Which segment ruled on it at the time.</summary>
    public string Segment { get; init; } = "";

    /// <summary>All who said the label, in order; empty means <see cref="Reviewer"/> alone.</summary>
    public ImmutableArray<PrincipalId> Reviewers { get; init; } = [];

    /// <summary>All who stand behind the label, whichever way they are written down.</summary>
    internal ImmutableArray<PrincipalId> Behind => Reviewers.IsDefaultOrEmpty ? [Reviewer] : Reviewers;
}
