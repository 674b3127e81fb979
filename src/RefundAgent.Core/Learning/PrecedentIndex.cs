using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Context;
using RefundAgent.Evidence;

namespace RefundAgent.Learning;

/// <summary>The precedents of one frozen context, ready to be searched; made once a version, since versions never change.</summary>
internal sealed class PrecedentIndex
{
    private static readonly ConditionalWeakTable<LearnedContext, PrecedentIndex> Made = [];

    private readonly ImmutableArray<LearnedItem.Precedent> precedents;
    private readonly FactMetric metric;

    private PrecedentIndex(LearnedContext context)
    {
        precedents = [.. context.Items.OfType<LearnedItem.Precedent>().OrderByDescending(precedent => precedent.Sequence)];
        metric = FactMetric.Of(precedents);
    }

    public static PrecedentIndex Of(LearnedContext context) => Made.GetValue(context, static version => new PrecedentIndex(version));

    /// <summary>Nearest first, newer before older among equals; only cases of the same kind of request are compared.</summary>
    public ImmutableArray<Neighbour> Nearest(ImmutableSortedDictionary<string, FactValue> facts, int most) =>
    [
        .. precedents
            .Where(precedent => precedent.Facts.GetValueOrDefault(FactNames.ClaimKind) == facts.GetValueOrDefault(FactNames.ClaimKind))
            .Select(precedent => new Neighbour(precedent, metric.Between(facts, precedent.Facts)))
            .OrderBy(neighbour => neighbour.Distance.Mean)
            .Take(most),
    ];
}

/// <param name="Precedent">A past case.</param>
/// <param name="Distance">From the case in question.</param>
internal sealed record Neighbour(LearnedItem.Precedent Precedent, Distance Distance);
