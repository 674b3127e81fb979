using System.Collections.Immutable;

namespace RefundAgent.Policies;

/// <summary>The operator's policy: the ceiling on everything that this product may do with money. Immutable and versioned by content.</summary>
public sealed partial record RefundPolicy
{
    public required PolicyVersion Version { get; init; }

    /// <summary>For people: <c>retail</c>, <c>airline</c>, …</summary>
    public required string Name { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>In the document's order: the first that holds rules.</summary>
    public required ImmutableArray<PolicyRule> Rules { get; init; }

    public required Limits Limits { get; init; }

    public RefundTerms Refunds { get; init; } = RefundTerms.Default;

    /// <summary>Null where nothing may be learned to decide.</summary>
    public Discretion? Discretion { get; init; }

    public required MistakePrices Prices { get; init; }

    public required AutonomyTerms Autonomy { get; init; }

    public ApprovalTerms Approvals { get; init; } = ApprovalTerms.Default;

    public ExperimentTerms Experiment { get; init; } = ExperimentTerms.Off;
}
