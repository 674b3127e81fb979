using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Replies;

namespace RefundAgent.Decisions;

/// <summary>
/// Applies what people's verdicts have in common: the first guideline that holds. What people rule differently on today is handed over with
/// both sides; where a guideline is not sure yet, the nearest cases that it covers are asked first.
/// </summary>
internal static class ByGuidelines
{
    /// <summary>Bound of the agreement from which a guideline speaks for itself.</summary>
    private const double Sure = 0.5;

    private const int Sides = 2;

    /// <returns>Null where no guideline holds.</returns>
    public static Proposal? Propose(ImmutableSortedDictionary<string, FactValue> facts, CaseFile file, LearnedContext context)
    {
        var index = LearnedIndex.Of(context);
        return index.Deciding(facts) switch
        {
            null => null,
            { Disputed: true } disputed => HandOver(disputed, SidesOf(index.Nearest(facts, LearnedContext.MostItems, disputed))),
            var sure when Trust(sure) >= Sure => Follow(sure),
            var weak => ByPrecedents.ProposeWithin(weak, facts, file, context) ?? Follow(weak),
        };
    }

    private static Proposal Follow(LearnedItem.Guideline item) => new()
    {
        Outcome = item.Outcome,
        Basis = item.Basis ?? new AmountBasis.Entitled(),
        Confidence = Trust(item),
        Reasons = [new Reason(item.Id.Value, ReasonKind.Guideline, $"learned from people's verdicts: {ItemWords.Of(item)}")],
        Items = [item.Id],
        Segment = item.Segment,
        Missing = item.Outcome == Outcome.Ask ? [Phrase.WhatHappened.InEnglish()] : [],
        Questions = item.Outcome == Outcome.Ask ? [Phrase.WhatHappened] : [],
    };

    /// <summary>The nearest case, and the nearest that was ruled otherwise.</summary>
    private static ImmutableArray<LearnedItem.Precedent> SidesOf(ImmutableArray<Neighbour> near) =>
        [.. near.Select(each => each.Precedent).DistinctBy(each => (each.Outcome, each.Basis)).Take(Sides)];

    private static Proposal HandOver(LearnedItem.Guideline item, ImmutableArray<LearnedItem.Precedent> sides) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 0,
        Reasons =
        [
            new Reason("people-disagree", ReasonKind.Advisor, "people ruled differently on cases like this one"),
            new Reason(item.Id.Value, ReasonKind.Guideline, $"{item.Helpful} of {item.Helpful + item.Harmful} said: {ItemWords.Of(item)}"),
            .. sides.Select(Precedents.Shows),
        ],
        Items = [item.Id, .. sides.Select(each => each.Id)],
        Segment = Clause.Segment("advisor:people-disagree", Outcome.Escalate),
    };

    private static double Trust(LearnedItem.Guideline item) => Autonomy.WilsonLowerBound(item.Helpful, item.Helpful + item.Harmful);
}
