using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;

namespace RefundAgent.Policies;

/// <summary>How far a rule's own rulings may act without a person.</summary>
public enum Handling
{
    /// <summary>A person agrees until the segment has earned to act alone.</summary>
    Earned,

    /// <summary>The operator vouches for the rule: it acts alone from the first day.</summary>
    Auto,

    /// <summary>A person always agrees first.</summary>
    Suggest,
}

/// <summary>One clause of the operator's policy; of those that hold, the first in the document rules.</summary>
public sealed record PolicyRule
{
    public required string Id { get; init; }

    /// <summary>The clause in words, as staff and customers may read it.</summary>
    public required string Text { get; init; }

    public required Condition When { get; init; }

    public required Outcome Then { get; init; }

    public Handling Handling { get; init; } = Handling.Earned;

    /// <summary>For <see cref="Outcome.Approve"/>: how much; the whole entitlement of the claim unless said otherwise.</summary>
    public AmountBasis Basis { get; init; } = new AmountBasis.Entitled();

    /// <summary>For <see cref="Outcome.Approve"/>: nothing has to be sent back, since taking it back would cost more than it is worth.</summary>
    public bool KeepItem { get; init; }

    /// <summary>For <see cref="Outcome.Approve"/>: where the money goes; a provider that does not offer it refuses, and a person takes over.</summary>
    public RefundDestination PayTo { get; init; }

    /// <summary>For <see cref="Outcome.Ask"/>: what the customer must add.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];
}
