namespace RefundAgent.Reading;

/// <summary>What follows the object of a request can take it back: "… but ship the mat", "… or just the lamp", "… to my sister".</summary>
internal static class Tail
{
    public static DoubtKind? DoubtOf(Draft draft)
    {
        var sentence = draft.Sentence;
        if (IsElsewhere(sentence, draft.Wish.End) || IsElsewhere(sentence, draft.At + 1))
        {
            return DoubtKind.WhichRequest;
        }

        if (IsOfSomethingElse(draft) || Replacements.Follows(draft) || IsTakenBack(draft) || IsExpected(draft))
        {
            return DoubtKind.WhichRequest;
        }

        for (var at = draft.At + 1; at < sentence.End; at++)
        {
            switch (sentence.At(at))
            {
                case Concept.Because:
                    return null;
                case Concept.Or when sentence[at].Text != "either":
                case Concept.But when !IsHarmless(sentence, at + 1):
                    return DoubtKind.WhichRequest;
                case Concept.When when at >= draft.Wish.End && !LiesBehind(sentence, at):
                    return DoubtKind.Conditional;
                case Concept.Return or Concept.Cancel or Concept.Refund or Concept.Exchange or Concept.Change:
                    return null;
            }
        }

        return null;
    }

    /// <summary>"cancel the payment of my order", "cancel my newsletter": what stands there is neither goods nor an order.</summary>
    private static bool IsOfSomethingElse(Draft draft)
    {
        var next = draft.At + 1;
        while (draft.Sentence.At(next) is Concept.Determiner or Concept.Adjective or Concept.Adverb or Concept.Unknown)
        {
            next++;
        }

        return (draft.Wish.SaysNothing || draft.IsResolvedBackwards)
            && draft.Sentence.At(next) is Concept.Payment or Concept.Address or Concept.Compound or Concept.Amount or Concept.PartialSum
            && draft.Action is Concept.Cancel or Concept.Return;
    }

    /// <summary>"I want to return it never", "Except for the boots I want to return everything".</summary>
    private static bool IsTakenBack(Draft draft)
    {
        var sentence = draft.Sentence;
        var isDeniedLast = sentence.At(sentence.End - 1) == Concept.Not;
        return isDeniedLast || (!draft.IsResolvedBackwards
            && sentence.Find(Concept.Except, sentence.First) is >= 0 and var except && except < draft.At);
    }

    /// <summary>"my refund" is one that is under way already.</summary>
    private static bool IsExpected(Draft draft) => draft.Sentence.At(draft.At - 1) == Concept.Determiner
        && draft.Sentence[draft.At - 1].Text == "my"
        && draft.Sentence[draft.At].Text is "refund" or "refunds" or "reimbursement" or "return" or "cancellation";

    private static bool IsElsewhere(Sentence sentence, int at) => sentence.At(at) == Concept.To && !IsToTheShop(sentence, at + 1);

    /// <summary>"when it arrived" tells what happened; "when the new one arrives" sets a term.</summary>
    private static bool LiesBehind(Sentence sentence, int when) =>
        (sentence.Find(Concept.Received, when) is >= 0 and var received && IsOver(sentence, received))
        || sentence.Find(Concept.Bought, when) >= 0
        || (sentence.Find(Concept.Adjective, when) is >= 0 and var found && IsDamage(sentence[found].Text));

    /// <summary>"after it has arrived" is still to come.</summary>
    private static bool IsOver(Sentence sentence, int received) => !sentence[received].Text.StartsWith("ha", StringComparison.Ordinal)
        && sentence[received - 1].Text is not ("has" or "have" or "is");

    private static bool IsDamage(string word) =>
        word.EndsWith("ed", StringComparison.Ordinal) || word is "broken" or "torn" or "dead" or "defective" or "faulty";

    private static bool IsHarmless(Sentence sentence, int next)
    {
        while (sentence.At(next) is Concept.Adverb or Concept.Self or Concept.Comma)
        {
            next++;
        }

        return sentence.At(next) is Concept.Keep or Concept.Rest or Concept.Want or Concept.Know or Concept.Please or Concept.CanYou
            || Stances.IsAction(sentence.At(next));
    }

    private static bool IsToTheShop(Sentence sentence, int next)
    {
        while (sentence.At(next) is Concept.Determiner or Concept.Adjective or Concept.Rest or Concept.Possessive)
        {
            next++;
        }

        return Stances.IsAction(sentence.At(next))
            || sentence.At(next) is Concept.Obtain or Concept.Know or Concept.Method or Concept.GiftCard or Concept.OriginalMethod or Concept.Payment
            || (next < sentence.End && sentence[next].Text is "you" or "store" or "shop" or "seller" or "company" or "warehouse" or "vendor" or "merchant" or "sender");
    }
}
