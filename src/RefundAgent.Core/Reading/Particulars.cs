namespace RefundAgent.Reading;

/// <summary>What stands around an action: where the money is wanted and how much of it.</summary>
internal static class Particulars
{
    public static void Add(Draft draft, Sentence sentence, int action)
    {
        var end = NextAction(sentence, action);
        var asksForMoney = sentence.At(action) is Concept.Refund or Concept.PartialSum;
        if (asksForMoney && sentence.At(action - 1) == Concept.Amount)
        {
            draft.Requested ??= sentence[action - 1].Amount;
        }

        for (var at = action + 1; at < end; at++)
        {
            var lexeme = sentence[at];
            if (IsDestination(lexeme) && (IsAimed(sentence, at) || (draft.Destinations.Count > 0 && !lexeme.Is(Concept.Payment))))
            {
                draft.Destinations.Add(lexeme);
            }
            else if (lexeme.Amount is { } amount && asksForMoney)
            {
                draft.Requested ??= amount;
            }
            else if (lexeme.Is(Concept.PartialSum) && asksForMoney && at - action <= 4)
            {
                draft.IsPartial = true;
            }
        }
    }

    public static bool IsDestination(Lexeme lexeme) => lexeme.Concept is Concept.Method or Concept.GiftCard or Concept.OriginalMethod or Concept.Payment;

    /// <summary>"to my card", "via paypal", "as a gift card".</summary>
    public static bool IsAimed(Sentence sentence, int at)
    {
        for (var left = at - 1; left >= sentence.First && at - left <= 4; left--)
        {
            switch (sentence.At(left))
            {
                case Concept.Determiner or Concept.Adjective or Concept.Possessive or Concept.Method or Concept.Adverb or Concept.Unknown or Concept.Rest:
                    continue;
                case Concept.To or Concept.Via:
                    return true;
                case Concept.From or Concept.Because or Concept.For or Concept.With or Concept.Obtain or Concept.OriginalMethod:
                    return !sentence[at].Is(Concept.Payment);
                default:
                    return false;
            }
        }

        return false;
    }

    private static int NextAction(Sentence sentence, int action)
    {
        var at = action + 1;
        while (at < sentence.End && !Stances.IsAction(sentence.At(at)))
        {
            at++;
        }

        return at;
    }
}
