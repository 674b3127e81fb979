using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Replies;

namespace RefundAgent.Adapters.Model;

/// <summary>What the model may ask a customer for: a closed set, so that the words of the question are always ours.</summary>
internal enum MissingEvidence
{
    OrderNumber,
    WhichItems,
    WhatIsWanted,
    WhatHappened,
    PhotoOfProblem,
    ProofOfReturn,
    Receipt,
    DetailsOfCharge,
}

/// <summary>The questions behind the kinds.</summary>
internal static class EvidenceQuestions
{
    public static Proposal AskedFor(this Proposal proposal, IEnumerable<MissingEvidence> missing)
    {
        ImmutableArray<Phrase> questions = [.. proposal.Questions.Union(missing.Select(PhraseOf))];
        return proposal with { Questions = questions, Missing = [.. questions.Select(question => question.InEnglish())] };
    }

    /// <summary>The kinds behind a proposal's questions; those that no kind stands for are left out.</summary>
    public static ImmutableArray<MissingEvidence> EvidenceAskedFor(this Proposal proposal) =>
        [.. Enum.GetValues<MissingEvidence>().Where(missing => proposal.Questions.Any(question => question.Key == PhraseOf(missing).Key))];

    private static Phrase PhraseOf(MissingEvidence missing) => missing switch
    {
        MissingEvidence.OrderNumber => Phrase.WhichOrder,
        MissingEvidence.WhichItems => Phrase.WhichItems,
        MissingEvidence.WhatIsWanted => new Phrase(TextKeys.WhichRequest),
        MissingEvidence.WhatHappened => Phrase.WhatHappened,
        MissingEvidence.PhotoOfProblem => new Phrase(TextKeys.Photo),
        MissingEvidence.ProofOfReturn => new Phrase(TextKeys.ProofOfReturn),
        MissingEvidence.Receipt => new Phrase(TextKeys.Receipt),
        MissingEvidence.DetailsOfCharge => new Phrase(TextKeys.Charge),
        _ => throw new ArgumentOutOfRangeException(nameof(missing), missing, "No question is written for it."),
    };
}
