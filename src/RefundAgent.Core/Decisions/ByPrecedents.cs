using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Decisions;

/// <summary>
/// Lets the nearest past cases vote, each by how near it is, where no guideline speaks or the one that does is not sure. What they propose
/// only ever waits for a person, so one alike case is enough to suggest; where people contradict each other on alike cases, a person sees
/// both sides.
/// </summary>
internal static class ByPrecedents
{
    private const int Voters = 5;

    private const int VotersWithin = 3;

    /// <summary>Farther than this, two cases have too little in common to be compared.</summary>
    private const double Farthest = 0.5;

    /// <summary>Two cases are the same for any practical purpose where no fact differs, and no number by more than this share of its range.</summary>
    private const double Alike = 0.01;

    private const double LeastConfidence = 0.4;

    public static Proposal Propose(ImmutableSortedDictionary<string, FactValue> facts, CaseFile file, LearnedContext context)
    {
        var near = LearnedIndex.Of(context).Nearest(facts, Voters).Where(each => each.Distance.Mean <= Farthest && Fits(each, file)).ToImmutableArray();
        if (near.IsEmpty)
        {
            return Precedents.HandOver(Precedents.NothingLearned, "no past case is like this one", []);
        }

        ImmutableArray<Neighbour> alike = [.. near.Where(each => each.Distance.Widest <= Alike)];
        if (alike.FirstOrDefault(each => each.Precedent.Audited) is { } audit)
        {
            return Follow(facts, near, [audit, .. alike.Where(each => each != audit && SaysTheSame(each, audit))], 1 - audit.Distance.Mean);
        }

        if (Contradiction(alike) is { } sides)
        {
            return Precedents.HandOver("people-disagree", "people ruled differently on cases like this one", PrecedentsOf(sides));
        }

        var (voters, confidence) = Vote(near);
        return confidence < LeastConfidence
            ? Precedents.HandOver(Precedents.Unsure, "the past cases most like this one do not agree enough", PrecedentsOf(near))
            : Follow(facts, near, voters, confidence);
    }

    /// <summary>Among the cases that a guideline covers which is not sure of itself.</summary>
    /// <returns>Null where there are none.</returns>
    public static Proposal? ProposeWithin(
        LearnedItem.Guideline weak, ImmutableSortedDictionary<string, FactValue> facts, CaseFile file, LearnedContext context)
    {
        var near = LearnedIndex.Of(context).Nearest(facts, VotersWithin, weak).Where(each => Fits(each, file)).ToImmutableArray();
        if (near.IsEmpty)
        {
            return null;
        }

        var (voters, confidence) = Vote(near);
        return Follow(facts, near, voters, confidence);
    }

    private static (ImmutableArray<Neighbour> Voters, double Confidence) Vote(ImmutableArray<Neighbour> near)
    {
        var votes = near.GroupBy(each => (each.Precedent.Outcome, each.Precedent.Basis))
            .Select(group => (Voters: group.ToImmutableArray(), Weight: group.Sum(Weight)))
            .ToImmutableArray();
        var best = votes.MaxBy(vote => vote.Weight);
        return (best.Voters, best.Weight / votes.Sum(vote => vote.Weight) * (1 - best.Voters[0].Distance.Mean));
    }

    private static double Weight(Neighbour each) => 1 / (0.02 + each.Distance.Mean);

    /// <summary>A sum in another currency says nothing about this order.</summary>
    private static bool Fits(Neighbour each, CaseFile file) =>
        each.Precedent.Basis is not AmountBasis.Fixed { Amount.Currency: var currency } || currency == file.Order?.Currency;

    /// <summary>Alike cases with different verdicts of different people.</summary>
    private static ImmutableArray<Neighbour>? Contradiction(ImmutableArray<Neighbour> alike) =>
        alike is [var newest, ..]
        && alike.FirstOrDefault(each =>
            !SaysTheSame(each, newest) && !each.Precedent.Reviewers.Intersect(newest.Precedent.Reviewers).Any()) is { } other
            ? [newest, other]
            : null;

    private static bool SaysTheSame(Neighbour one, Neighbour other) =>
        (one.Precedent.Outcome, one.Precedent.Basis) == (other.Precedent.Outcome, other.Precedent.Basis);

    private static Proposal Follow(
        ImmutableSortedDictionary<string, FactValue> facts, ImmutableArray<Neighbour> near, ImmutableArray<Neighbour> voters, double confidence) =>
        Precedents.Follow(facts, PrecedentsOf(near), PrecedentsOf(voters), confidence);

    private static ImmutableArray<LearnedItem.Precedent> PrecedentsOf(ImmutableArray<Neighbour> neighbours) =>
        [.. neighbours.Select(each => each.Precedent)];
}
