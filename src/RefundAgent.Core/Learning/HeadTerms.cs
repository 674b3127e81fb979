using System.Collections.Immutable;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>What the policy makes of what was folded: how much of it may act, and on whose word. Changing it needs no refold.</summary>
public sealed record HeadTerms
{
    public required RefundPolicy Policy { get; init; }

    public Quorum Quorum { get; init; } = Quorum.Default;

    /// <summary>Segments that a person demoted: only what was said after that sequence counts for them.</summary>
    public ImmutableSortedDictionary<string, long> DemotedAfter { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public Ablation Without { get; init; }
}

/// <summary>Different people that must stand behind a learned ruling before it acts alone.</summary>
/// <param name="Staff">Who said so.</param>
/// <param name="Customers">Of whom it was said.</param>
public sealed record Quorum(int Staff, int Customers)
{
    public static Quorum Default { get; } = new(2, 3);

    /// <summary>Nobody asks for several customers who is content with one member of staff.</summary>
    public static Quorum OfStaff(int staff) => new(staff, staff == 1 ? 1 : Default.Customers);
}
