using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Decisions;

/// <summary>
/// Lets the nearest past cases vote, each by how near it is. What they propose only ever waits for a person until its segment has earned
/// more, so one alike case is enough to suggest; where people contradict each other on alike cases, a person sees both sides.
/// </summary>
internal static class ByPrecedents
{
    private const int Voters = 5;
    private const int Shown = 3;

    /// <summary>Farther than this, two cases have too little in common to be compared.</summary>
    private const double Farthest = 0.5;

    /// <summary>Two cases are the same for any practical purpose where no fact differs, and no number by more than this share of its range.</summary>
    private const double Alike = 0.01;

    private const double LeastConfidence = 0.4;

    public static Proposal Propose(CaseFile file, LearnedContext context)
    {
        var facts = LearnableFacts.Of(file.Facts.Values);
        var near = PrecedentIndex.Of(context).Nearest(facts, Voters).Where(each => each.Distance.Mean <= Farthest && Fits(each, file)).ToImmutableArray();
        if (near.IsEmpty)
        {
            return HandOver("nothing-learned", "no past case is like this one", []);
        }

        ImmutableArray<Neighbour> alike = [.. near.Where(each => each.Distance.Widest <= Alike)];
        if (alike.FirstOrDefault(each => each.Precedent.Audited) is { } audit)
        {
            return Follow(facts, near, [audit, .. alike.Where(each => each != audit && SaysTheSame(each, audit))], 1 - audit.Distance.Mean);
        }

        if (Contradiction(alike) is { } sides)
        {
            return HandOver("people-disagree", "people ruled differently on cases like this one", sides);
        }

        var votes = near.GroupBy(each => (each.Precedent.Outcome, each.Precedent.Basis))
            .Select(group => (Voters: group.ToImmutableArray(), Weight: group.Sum(Weight)))
            .ToImmutableArray();
        var best = votes.MaxBy(vote => vote.Weight);
        var confidence = best.Weight / votes.Sum(vote => vote.Weight) * (1 - best.Voters[0].Distance.Mean);
        return confidence < LeastConfidence
            ? HandOver("unsure", "the past cases most like this one do not agree enough", near)
            : Follow(facts, near, best.Voters, confidence);
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
        ImmutableSortedDictionary<string, FactValue> facts, ImmutableArray<Neighbour> near, ImmutableArray<Neighbour> voters, double confidence)
    {
        var leader = voters[0].Precedent;
        var people = voters.SelectMany(each => each.Precedent.Reviewers).Distinct().Count();
        var summary = $"{voters.Length} of {near.Length} similar cases were {Said(leader.Outcome)}, by {people} {(people == 1 ? "person" : "people")}";
        return new Proposal
        {
            Outcome = leader.Outcome,
            Basis = leader.Basis ?? new AmountBasis.Entitled(),
            Confidence = confidence,
            Reasons =
            [
                new Reason(leader.Id.Value, ReasonKind.Precedent, summary),
                .. voters.Skip(1).Take(Shown - 1).Select(Shows),
            ],
            Items = [.. near.Select(each => each.Precedent.Id)],
            Segment = Clause.Segment($"precedent:{facts.GetValueOrDefault(FactNames.ClaimKind)}:{facts.GetValueOrDefault(FactNames.ClaimReason)}", leader.Outcome),
            Missing = leader.Outcome == Outcome.Ask ? ["We need to know a little more before we can decide. Please describe what happened."] : [],
        };
    }

    private static Proposal HandOver(string why, string text, ImmutableArray<Neighbour> shown) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 0,
        Reasons = [new Reason(why, ReasonKind.Advisor, text), .. shown.Take(Shown).Select(Shows)],
        Items = [.. shown.Select(each => each.Precedent.Id)],
        Segment = Clause.Segment($"advisor:{why}", Outcome.Escalate),
    };

    private static Reason Shows(Neighbour each) =>
        new(each.Precedent.Id.Value, ReasonKind.Precedent, $"a similar case was {Said(each.Precedent.Outcome)}");

    private static string Said(Outcome outcome) => outcome switch
    {
        Outcome.Approve => "approved",
        Outcome.Deny => "denied",
        Outcome.Ask => "answered with a question",
        _ => "handed to a person",
    };
}
