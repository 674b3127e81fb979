namespace RefundAgent.Reading;

/// <summary>
/// Other goods wanted for those that go back: "for a larger one", "the same in black", "send me size 10". That is an exchange, whatever
/// the word for the way back was.
/// </summary>
internal static class Replacements
{
    private const int Reach = 4;

    public static void Apply(List<Sentence> sentences, List<Draft> drafts)
    {
        foreach (var sentence in sentences.FindAll(AsksForGoods))
        {
            foreach (var draft in drafts.Where(draft => draft.IsMoney && draft.Sentence.First <= sentence.First))
            {
                draft.Add(DoubtKind.WhichRequest, sentence.Span);
            }
        }
    }

    /// <summary>"for a larger one", "in a bigger size"; "for a gift card" and "for a full refund" are no goods.</summary>
    public static bool Follows(Draft draft)
    {
        for (var at = draft.At + 1; at < Math.Min(draft.Wish.End + Reach, draft.Sentence.End); at++)
        {
            var next = Math.Min(at + 1, draft.Sentence.End - 1);
            if (draft.Sentence[at].Text is "for" or "in" or "against" && draft.Sentence[next].Text is "a" or "an" or "another"
                && NounBehind(draft.Sentence, next + 1) is { } noun && (noun.Concept is Concept.ItemNoun or Concept.Item || IsFeature(noun.Text)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AsksForGoods(Sentence sentence)
    {
        for (var at = sentence.First; at < sentence.End; at++)
        {
            var behind = IsSend(sentence, at, out var length) ? NounBehind(sentence, at + length) : null;
            if (behind is not null && (behind.Concept is Concept.Item or Concept.ItemNoun or Concept.Number || IsFeature(behind.Text)
                || (behind.Is(Concept.Unknown) && char.IsAsciiDigit(behind.Text[0]))))
            {
                return true;
            }

            if (sentence[at].Text is "the same in" or "the same one in" or "a new pair" or "another pair")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSend(Sentence sentence, int at, out int length)
    {
        length = sentence[at].Text == "send me" ? 1 : 2;
        return length == 1 || (sentence[at].Text is "get" or "give" or "ship" && at + 1 < sentence.End && sentence[at + 1].Text == "me")
            || sentence[at].Text == "give me";
    }

    private static Lexeme? NounBehind(Sentence sentence, int at)
    {
        while (sentence.At(at) is Concept.Adverb or Concept.Cheapest or Concept.Dearest or Concept.Determiner
            || (sentence.At(at) == Concept.Unknown && !char.IsAsciiDigit(sentence[at].Text[0]))
            || (sentence.At(at) == Concept.Adjective && !IsFeature(sentence[at].Text)))
        {
            at++;
        }

        return at < sentence.End ? sentence[at] : null;
    }

    private static bool IsFeature(string word) => word is "size" or "color" or "colour" or "version" or "model" or "pair";
}
