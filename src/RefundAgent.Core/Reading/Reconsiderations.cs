namespace RefundAgent.Reading;

/// <summary>What the rest of a message does to its requests: conditions, second thoughts, a wish for something else instead.</summary>
internal static class Reconsiderations
{
    public static void Apply(List<Sentence> sentences, Drafting drafting)
    {
        if (sentences.Find(sentence => sentence.Has(Concept.Halt) || sentence.Has(Concept.OnlyOne)) is { } halt)
        {
            drafting.Drafts.ForEach(draft => draft.Add(DoubtKind.WhichRequest, halt.Span));
        }

        sentences.ForEach(sentence => ApplyDestination(sentence, drafting.Drafts));
        var conditions = sentences.SelectMany(Condition.In).Take(100).ToList();
        foreach (var condition in conditions)
        {
            Apply(condition, drafting.Drafts);
        }

        foreach (var sentence in sentences)
        {
            ApplySecondThoughts(sentence, drafting.Drafts);
        }

        Placements.Apply(sentences, drafting.Drafts);
        Replacements.Apply(sentences, drafting.Drafts);
        Histories.Apply(sentences, drafting.Drafts);
        foreach (var draft in drafting.Drafts)
        {
            ApplyOwnSentence(draft);
        }
    }

    private static void Apply(Condition condition, List<Draft> drafts)
    {
        if (condition.CancelsWholeInstead
            && drafts.FindLast(draft => draft.Sentence == condition.Sentence && draft.Action == Concept.Cancel && draft.Wish.IsWhole) is { } whole)
        {
            TakeWhole(whole, drafts);
        }

        foreach (var draft in drafts)
        {
            if (condition.Fallback is { } fallback && (condition.KeepsScope || draft.Wish.IsEveryOrder))
            {
                draft.Destinations.Clear();
                draft.Destinations.Add(fallback);
            }
            else if (condition.Fallback is not null)
            {
                draft.Add(DoubtKind.Conditional, condition.Sentence.Span);
            }
            else if (!condition.CancelsWholeInstead && condition.Touches(draft, drafts))
            {
                draft.Add(DoubtKind.Conditional, condition.Sentence.Span);
            }
        }

        drafts.RemoveAll(draft => condition.Fallback is not null && draft.Sentence == condition.Sentence && draft.At > condition.Sentence.Find(Concept.If, condition.Sentence.First));
    }

    /// <summary>The items that could not go alone now tell which orders go whole.</summary>
    private static void TakeWhole(Draft whole, List<Draft> drafts)
    {
        drafts.RemoveAll(draft => draft != whole && draft.Action == Concept.Cancel && (draft.Sentence == whole.Sentence || draft.Wish.Items.Count > 0));
        whole.IsWholeOfEach = true;
    }

    private static void ApplySecondThoughts(Sentence sentence, List<Draft> drafts)
    {
        var place = sentence[sentence.First].Text is "no" or "nope" or "nah" or "wait" or "oops" or "not" && drafts.TrueForAll(draft => draft.Sentence != sentence)
            ? sentence.First
            : Retraction(sentence, drafts);
        if (place >= 0)
        {
            foreach (var draft in drafts.Where(draft => draft.Sentence.First < sentence.First || (draft.Sentence == sentence && draft.At < place)))
            {
                draft.Add(DoubtKind.WhichRequest, sentence.Span);
            }
        }
    }

    /// <summary>A second thought that hangs on an "if" is the condition's business.</summary>
    private static int Retraction(Sentence sentence, List<Draft> drafts)
    {
        if (sentence.At(sentence.First) is Concept.Or or Concept.But && drafts.TrueForAll(draft => draft.Sentence != sentence))
        {
            return sentence.First;
        }

        var place = sentence.Find(Concept.Retract, sentence.First);
        return place > sentence.Find(Concept.If, sentence.First) && sentence.Has(Concept.If) ? -1 : place;
    }

    /// <summary>"I'd like the money on my gift card", said in a sentence of its own, holds for every request.</summary>
    private static void ApplyDestination(Sentence sentence, List<Draft> drafts)
    {
        if (sentence.Has(Concept.If) || drafts.Exists(draft => draft.Sentence == sentence))
        {
            return;
        }

        for (var at = sentence.First; at < sentence.End; at++)
        {
            if (Particulars.IsDestination(sentence[at]) && (Particulars.IsAimed(sentence, at)
                || (!sentence[at].Is(Concept.Payment) && (sentence.Has(Concept.Refund) || sentence.Has(Concept.Want)))))
            {
                drafts.FindAll(draft => draft.IsMoney).ForEach(draft => draft.Destinations.Add(sentence[at]));
            }
        }
    }

    private static void ApplyOwnSentence(Draft draft)
    {
        var sentence = draft.Sentence;
        if (draft.Stance == Stance.Possible && !draft.IsWholeOfEach)
        {
            draft.Add(sentence.Has(Concept.If) ? DoubtKind.Conditional : DoubtKind.WhichRequest, sentence.Span);
        }

        if (sentence.Has(Concept.Instead) || sentence.IsCut || IsBareQuestion(sentence))
        {
            draft.Add(DoubtKind.WhichRequest, sentence.Span);
        }

        if (!draft.IsWholeOfEach && Tail.DoubtOf(draft) is { } tail)
        {
            draft.Add(tail, sentence.Span);
        }

        if (sentence.Has(Concept.OnlyOne))
        {
            draft.Add(DoubtKind.Conditional, sentence.Span);
        }
    }

    /// <summary>"Return the lamp?" repeats somebody's words; "Could you return the lamp?" asks for it.</summary>
    private static bool IsBareQuestion(Sentence sentence) =>
        sentence.IsQuestion && !sentence.Has(Concept.CanYou) && !sentence.Has(Concept.Please);
}
