using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Context;
using RefundAgent.Evidence;

namespace RefundAgent.Learning;

/// <summary>The items of one frozen context, ready to be asked; made once a version, since versions never change.</summary>
internal sealed class LearnedIndex
{
    private static readonly ConditionalWeakTable<LearnedContext, LearnedIndex> Made = [];

    private readonly ImmutableArray<LearnedItem.Guideline> guidelines;
    private readonly ImmutableArray<(LearnedItem.Precedent Precedent, LearnedItem.Guideline? Guideline)> precedents;
    private readonly ILookup<string, LearnedItem.Precedent> identical;
    private readonly FactMetric metric;

    private LearnedIndex(LearnedContext context)
    {
        guidelines = [.. context.Items.OfType<LearnedItem.Guideline>().OrderBy(item => item.Place).ThenBy(item => item.Id.Value, StringComparer.Ordinal)];
        precedents = [.. context.Items.OfType<LearnedItem.Precedent>().OrderByDescending(item => item.Sequence).Select(item => (item, Deciding(item.Facts)))];
        identical = precedents.Select(each => each.Precedent).ToLookup(item => KeyOf(item.Facts), StringComparer.Ordinal);
        metric = FactMetric.Of([.. precedents.Select(each => each.Precedent)]);
    }

    public static LearnedIndex Of(LearnedContext context) => Made.GetValue(context, static version => new LearnedIndex(version));

    /// <summary>The first guideline that holds; null where none does.</summary>
    /// <param name="facts">As <see cref="LearnableFacts"/> lets through: guidelines are learned on nothing else.</param>
    public LearnedItem.Guideline? Deciding(ImmutableSortedDictionary<string, FactValue> facts)
    {
        if (guidelines.IsEmpty)
        {
            return null;
        }

        var known = new LearnedFacts(facts);
        return guidelines.FirstOrDefault(item => item.When.Holds(known) && item.WhenNot?.Holds(known) != true);
    }

    /// <summary>Past cases of which the same is known, newest first.</summary>
    public ImmutableArray<LearnedItem.Precedent> Identical(ImmutableSortedDictionary<string, FactValue> facts) => [.. identical[KeyOf(facts)]];

    /// <summary>Sets of cases of which the same is known, each newest first.</summary>
    public IEnumerable<IEnumerable<LearnedItem.Precedent>> SameCases => identical;

    /// <summary>Nearest first, newer before older among equals; only cases of the same kind of request are compared.</summary>
    /// <param name="within">Only cases that this guideline decides too; null for all.</param>
    public ImmutableArray<Neighbour> Nearest(
        ImmutableSortedDictionary<string, FactValue> facts, int most, LearnedItem.Guideline? within = null) =>
    [
        .. precedents
            .Where(each => within is null || ReferenceEquals(each.Guideline, within))
            .Where(each => each.Precedent.Facts.GetValueOrDefault(FactNames.ClaimKind) == facts.GetValueOrDefault(FactNames.ClaimKind))
            .Select(each => new Neighbour(each.Precedent, metric.Between(facts, each.Precedent.Facts)))
            .OrderBy(neighbour => neighbour.Distance.Mean)
            .Take(most),
    ];

    private static string KeyOf(ImmutableSortedDictionary<string, FactValue> facts) => CanonicalJson.Write(facts);
}

/// <param name="Precedent">A past case.</param>
/// <param name="Distance">From the case in question.</param>
internal sealed record Neighbour(LearnedItem.Precedent Precedent, Distance Distance);
