using System.Collections.Immutable;

namespace RefundAgent.Decisions;

/// <summary>What a model may ask a customer for: a closed set, so that the words of the question are always ours.</summary>
public enum MissingEvidence
{
    OrderNumber,
    WhichItems,
    WhatIsWanted,
    WhatHappened,
    PhotoOfProblem,
    ProofOfReturn,
    ProofOfPurchase,
    DetailsOfCharge,
}

/// <summary>The questions in English, as staff read them.</summary>
public static class EvidenceQuestions
{
    public static ImmutableArray<string> For(ImmutableArray<MissingEvidence> missing) => [.. missing.Distinct().Select(For)];

    public static string For(MissingEvidence missing) => missing switch
    {
        MissingEvidence.OrderNumber => "Which order is this about? Please send us its number.",
        MissingEvidence.WhichItems => "Which items is this about? Please name them as your order lists them.",
        MissingEvidence.WhatIsWanted => "What would you like us to do? Do you want to return items, cancel an order or something else?",
        MissingEvidence.WhatHappened => "Please describe what happened.",
        MissingEvidence.PhotoOfProblem => "Please send us a photo that shows the problem.",
        MissingEvidence.ProofOfReturn => "Please send us the proof that you sent it back, for example the tracking number.",
        MissingEvidence.ProofOfPurchase => "Please send us the receipt or the confirmation of your order.",
        MissingEvidence.DetailsOfCharge => "Please tell us the date and the sum of the charge as your statement shows them.",
        _ => throw new ArgumentOutOfRangeException(nameof(missing), missing, "No question is written for it."),
    };
}
