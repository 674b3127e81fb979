using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Induction;

/// <summary>A change of mind: from one case on people say something else, and what they said before no longer counts.</summary>
public sealed record Supersession
{
    /// <summary>Where it holds; empty for the default's whole region.</summary>
    public required ImmutableArray<Atom> When { get; init; }

    public required VerdictLabel Old { get; init; }

    public required VerdictLabel New { get; init; }

    /// <summary>The case's that first said the new label.</summary>
    public required long Sequence { get; init; }

    /// <summary>Who says the new label, in order of their first such case.</summary>
    public required ImmutableArray<PrincipalId> Reviewers { get; init; }

    /// <summary>Sequences of the cases that leave the evidence, ascending: those before the change that say something else.</summary>
    public required ImmutableArray<long> Superseded { get; init; }

    /// <summary>What the evidence gains by it after the price of saying what, where and when; in micro-nats.</summary>
    public required long Net { get; init; }
}
