using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>The conditions of a rule with the cases in which they hold.</summary>
/// <param name="Atoms">In canonical order.</param>
/// <param name="Cases">Whatever stands before the rule.</param>
/// <param name="Price">In micro-nats.</param>
internal sealed record Conjunction(ImmutableArray<Atom> Atoms, ulong[] Cases, long Price)
{
    /// <summary>It gains more, in the region it was found in, than it costs to say.</summary>
    public bool IsWorthIt { get; private init; }

    public static Conjunction Of(AtomTable table, ImmutableArray<Atom> atoms, long value = 0) =>
        new(atoms, table.Where(atoms), table.PriceOf(atoms)) { IsWorthIt = value > 0 };

    public bool SaysTheSameAs(Conjunction other) => Atoms.AsSpan().SequenceEqual(other.Atoms.AsSpan());

    /// <summary>Both sets of conditions; of two cuts of one number in one direction the tighter.</summary>
    public static ImmutableArray<Atom> Joined(ImmutableArray<Atom> left, ImmutableArray<Atom> right)
    {
        ImmutableArray<Atom> all = [.. left.Concat(right).Distinct().Order(Atom.Canonical)];
        return [.. all.Where((atom, i) => !IsLooser(atom, atom.Operator == AtomOperator.AtMost ? i - 1 : i + 1, all))];
    }

    /// <summary>Of sorted cuts, the tighter "at most" comes before and the tighter "at least" after.</summary>
    private static bool IsLooser(Atom atom, int neighbour, ImmutableArray<Atom> all) =>
        atom.IsCut && neighbour >= 0 && neighbour < all.Length && all[neighbour].Operator == atom.Operator
        && string.Equals(all[neighbour].Fact, atom.Fact, StringComparison.Ordinal);
}
