using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Replies;

namespace RefundAgent.Decisions;

/// <summary>How a proposal that rests on past cases is put together.</summary>
internal static class Precedents
{
    /// <summary>What is said where no past case is near enough to say anything.</summary>
    public const string NothingLearned = "nothing-learned";

    /// <summary>What is said where the nearest past cases do not agree enough.</summary>
    public const string Unsure = "unsure";

    private const int Shown = 3;

    /// <param name="facts">Of the case in question.</param>
    /// <param name="asked">All that were asked; they are credited with what people say of the proposal.</param>
    /// <param name="voters">Those that say it, most alike first.</param>
    /// <param name="confidence">0 to 1.</param>
    public static Proposal Follow(
        ImmutableSortedDictionary<string, FactValue> facts,
        ImmutableArray<LearnedItem.Precedent> asked,
        ImmutableArray<LearnedItem.Precedent> voters,
        double confidence)
    {
        var leader = voters[0];
        var people = voters.SelectMany(each => each.Reviewers).Distinct().Count();
        var summary = $"{voters.Length} of {asked.Length} similar cases were {Said(leader.Outcome)}, by {people} {(people == 1 ? "person" : "people")}";
        return new Proposal
        {
            Outcome = leader.Outcome,
            Basis = leader.Basis ?? new AmountBasis.Entitled(),
            Confidence = confidence,
            Reasons = [new Reason(leader.Id.Value, ReasonKind.Precedent, summary), .. voters.Skip(1).Take(Shown - 1).Select(Shows)],
            Items = [.. asked.Select(each => each.Id)],
            Segment = Clause.Segment($"precedent:{facts.GetValueOrDefault(FactNames.ClaimKind)}:{facts.GetValueOrDefault(FactNames.ClaimReason)}", leader.Outcome),
            Missing = leader.Outcome == Outcome.Ask ? [Phrase.WhatHappened.InEnglish()] : [],
            Questions = leader.Outcome == Outcome.Ask ? [Phrase.WhatHappened] : [],
        };
    }

    /// <summary>Handed over for want of anything learned, and not because people contradict each other.</summary>
    public static bool IsSilence(Proposal proposal) =>
        proposal is { Outcome: Outcome.Escalate, Reasons: [{ Kind: ReasonKind.Advisor, Id: NothingLearned or Unsure }, ..] };

    public static Proposal HandOver(string why, string text, ImmutableArray<LearnedItem.Precedent> shown) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 0,
        Reasons = [new Reason(why, ReasonKind.Advisor, text), .. shown.Take(Shown).Select(Shows)],
        Items = [.. shown.Select(each => each.Id)],
        Segment = Clause.Segment($"advisor:{why}", Outcome.Escalate),
    };

    public static Reason Shows(LearnedItem.Precedent each) => new(each.Id.Value, ReasonKind.Precedent, $"a similar case was {Said(each.Outcome)}");

    private static string Said(Outcome outcome) => outcome switch
    {
        Outcome.Approve => "approved",
        Outcome.Deny => "denied",
        Outcome.Ask => "answered with a question",
        _ => "handed to a person",
    };
}
