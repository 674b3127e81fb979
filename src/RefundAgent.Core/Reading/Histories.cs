namespace RefundAgent.Reading;

/// <summary>
/// What a message tells about the goods before it asks for money: sent back already (then the refund is on its way, or late), or no
/// longer in the customer's hands. Either is a person's business.
/// </summary>
internal static class Histories
{
    private const int Reach = 4;

    public static void Apply(List<Sentence> sentences, List<Draft> drafts)
    {
        foreach (var sentence in sentences)
        {
            for (var at = sentence.First; at < sentence.End; at++)
            {
                if (IsSentBack(sentence, at) || IsGone(sentence, at))
                {
                    Doubt(sentence, at, drafts);
                }
            }
        }
    }

    /// <summary>"I returned it last week", "it was sent back": told, not asked.</summary>
    private static bool IsSentBack(Sentence sentence, int at) => sentence.At(at) == Concept.Return
        && (sentence[at].Text.EndsWith("ed", StringComparison.Ordinal) || sentence[at].Text.StartsWith("sent", StringComparison.Ordinal))
        && Stances.Of(sentence, at) == Stance.Mentioned && IsTold(sentence, at - 1);

    private static bool IsTold(Sentence sentence, int left)
    {
        var isPassive = false;
        while (sentence.At(left) is Concept.Adverb or Concept.Link)
        {
            isPassive |= sentence[left--].Text is "was" or "were" or "been";
        }

        return isPassive || sentence.At(left) == Concept.Self;
    }

    private static bool IsGone(Sentence sentence, int at) => sentence.At(at) == Concept.Gone
        && Before(sentence, at, Concept.Self, Concept.Someone, Concept.Link)
        && Reasons.Find(sentence.Span) is not (ClaimReason.NotReceived or ClaimReason.Unauthorised);

    private static bool Before(Sentence sentence, int at, params ReadOnlySpan<Concept> wanted)
    {
        for (var left = at - 1; left >= at - Reach; left--)
        {
            if (wanted.Contains(sentence.At(left)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Doubt(Sentence sentence, int at, List<Draft> drafts)
    {
        var told = WishReader.Read(sentence, at + 1);
        var lines = sentence.Lexemes.Where(lexeme => lexeme.Naming is not null).SelectMany(lexeme => lexeme.Naming!.Lines).ToHashSet();
        foreach (var draft in drafts.Where(draft => draft.Action is Concept.Return or Concept.Refund))
        {
            var isOther = draft.Wish.Items.Count > 0 && lines.Count > 0 && !draft.IsResolvedBackwards
                && !draft.Wish.Items.Exists(item => item.Naming.Lines.Any(lines.Contains));
            var isElsewhere = draft.Wish.Orders.Count > 0 && told.Orders.Count > 0 && !draft.Wish.Orders.Exists(told.Orders.Contains);
            if (!isOther && !isElsewhere)
            {
                draft.Add(DoubtKind.WhichRequest, sentence.Span);
            }
        }
    }
}
