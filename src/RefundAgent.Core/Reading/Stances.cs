namespace RefundAgent.Reading;

/// <summary>Tells from the words to its left whether an action is asked for; anything unusual is only mentioned.</summary>
internal static class Stances
{
    private const int FarthestLeft = 16;

    private enum Form
    {
        Base,
        Past,
        Gerund,
        Noun,
    }

    public static bool IsAction(Concept concept) =>
        concept is Concept.Return or Concept.Cancel or Concept.Refund or Concept.Exchange or Concept.Change;

    public static Stance Of(Sentence sentence, int at)
    {
        if (IsPartOfAName(sentence, at))
        {
            return Stance.Mentioned;
        }

        var form = sentence.At(at) == Concept.PartialSum ? Form.Noun : FormOf(sentence[at].Text);
        var isNoun = false;
        for (var left = at - 1; left >= sentence.First; left--)
        {
            if (at - left >= FarthestLeft)
            {
                return Stance.Mentioned;
            }

            if (Judge(sentence, left, form, isNoun) is { } stance)
            {
                return stance == Stance.Refused && IsSupposed(sentence, left) ? Stance.Possible : stance;
            }

            isNoun |= sentence.At(left) is Concept.Determiner or Concept.All;
            isNoun &= sentence.At(left) != Concept.Obtain;
        }

        return isNoun || form is Form.Past or Form.Gerund ? Stance.Mentioned : Stance.Asked;
    }

    /// <summary>A noun ("return policy", "in return"), or a thing that is itself a request ("cancel my return").</summary>
    public static bool IsPartOfAName(Sentence sentence, int at) =>
        sentence.At(at + 1) == Concept.Compound
        || (sentence.At(at) == Concept.Return && (sentence.At(at - 1) == Concept.From || sentence.At(at + 1) == Concept.Address));

    /// <summary>"If you cannot cancel it, …" supposes, and refuses nothing.</summary>
    private static bool IsSupposed(Sentence sentence, int not) => sentence.Find(Concept.If, sentence.First) is >= 0 and var place && place < not;

    /// <returns>Null where the word to the left says nothing and the next one must be looked at.</returns>
    private static Stance? Judge(Sentence sentence, int left, Form form, bool isNoun) => sentence.At(left) switch
    {
        Concept.Adverb or Concept.Please or Concept.To or Concept.Obtain or Concept.Quote or Concept.Filler or Concept.Whole or Concept.Amount => null,
        Concept.Determiner or Concept.Adjective or Concept.All => form is Form.Noun or Form.Past ? null : Stance.Mentioned,
        Concept.Not => Stance.Refused,
        Concept.Want => Wanted(sentence, left),
        Concept.CanYou => Stance.Asked,
        Concept.If when form is Form.Gerund or Form.Noun => Stance.Mentioned,
        Concept.CanI or Concept.Perhaps or Concept.If or Concept.Or => Stance.Possible,
        Concept.And or Concept.Comma or Concept.Semicolon or Concept.Colon or Concept.Open or Concept.Close or Concept.Dash or Concept.But =>
            AfterJoint(sentence, left, form, isNoun),
        Concept.Order or Concept.OrderNoun when form == Form.Base => null,
        Concept.Item or Concept.Order or Concept.OrderNoun or Concept.ItemNoun or Concept.ItemsNoun or Concept.Pronoun or Concept.Plural
            or Concept.Link or Concept.Everything or Concept.Number or Concept.Options when form == Form.Past => null,
        _ => Stance.Mentioned,
    };

    private static Stance? AfterJoint(Sentence sentence, int joint, Form form, bool isNoun) => form switch
    {
        Form.Past => null,
        Form.Gerund => Stance.Mentioned,
        _ when isNoun => Stance.Mentioned,
        _ => Continued(sentence, joint),
    };

    /// <summary>"I want …", unless it is "I don't want …", "my wife wants …" or "I might want …".</summary>
    private static Stance Wanted(Sentence sentence, int want)
    {
        // "You want to return it" is an order to an actor, not a customer's request.
        if (want > sentence.First && sentence[want - 1].Text == "you" && sentence[want].Text is "want" or "would like" or "wish" or "would prefer")
        {
            return Stance.Possible;
        }

        for (var left = want - 1; left >= sentence.First && want - left <= 5; left--)
        {
            switch (sentence.At(left))
            {
                case Concept.Adverb or Concept.Self or Concept.Please or Concept.Link:
                    continue;
                case Concept.Not:
                    return Stance.Refused;
                case Concept.Someone or Concept.Told:
                    return Stance.Mentioned;
                case Concept.Perhaps or Concept.If or Concept.CanI or Concept.Or or Concept.That or Concept.When:
                    return Stance.Possible;
                default:
                    return Stance.Asked;
            }
        }

        return Stance.Asked;
    }

    /// <summary>After a comma or "and" an action goes on with the stance of the one before it in the sentence, else stands for itself.</summary>
    private static Stance Continued(Sentence sentence, int joint)
    {
        for (var left = joint - 1; left >= sentence.First; left--)
        {
            switch (sentence.At(left))
            {
                case Concept.Return or Concept.Cancel or Concept.Refund or Concept.Exchange or Concept.Change when !IsPartOfAName(sentence, left):
                    return Of(sentence, left) is var before and not Stance.Mentioned ? before : Stance.Asked;
                case Concept.Want:
                    return Wanted(sentence, left);
                case Concept.If or Concept.CanI or Concept.Perhaps or Concept.Told or Concept.Someone:
                    return Stance.Possible;
                case Concept.CanYou or Concept.Semicolon:
                    return Stance.Asked;
                default:
                    continue;
            }
        }

        return Stance.Asked;
    }

    private static Form FormOf(string text) => text switch
    {
        _ when text.EndsWith("ing", StringComparison.Ordinal) => Form.Gerund,
        _ when text.EndsWith("ed", StringComparison.Ordinal) || text.StartsWith("sent", StringComparison.Ordinal) => Form.Past,
        _ when text.StartsWith("refund", StringComparison.Ordinal) || text.StartsWith("return", StringComparison.Ordinal)
            || text.EndsWith("tion", StringComparison.Ordinal) || text.EndsWith("back", StringComparison.Ordinal)
            || text.EndsWith("ment", StringComparison.Ordinal) || text.StartsWith("exchange", StringComparison.Ordinal) => Form.Noun,
        _ => Form.Base,
    };
}
