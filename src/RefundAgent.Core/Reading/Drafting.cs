namespace RefundAgent.Reading;

/// <summary>Collects the actions of a message with what each is wanted for.</summary>
internal sealed class Drafting
{
    private const int MostDrafts = 40;

    private readonly Antecedents antecedents = new();

    /// <summary>Actions that are asked for or weighed, in the order of the message.</summary>
    public List<Draft> Drafts { get; } = [];

    /// <summary>What the customer says to leave alone.</summary>
    public List<Draft> Refused { get; } = [];

    /// <summary>So many requests that no person wrote them by hand.</summary>
    public bool IsFlooded { get; private set; }

    public static Drafting Read(List<Sentence> sentences)
    {
        var drafting = new Drafting();
        foreach (var sentence in sentences)
        {
            drafting.Read(sentence);
        }

        return drafting;
    }

    private void Read(Sentence sentence)
    {
        for (var at = sentence.First; at < sentence.End; at++)
        {
            var concept = sentence.At(at);
            if (concept is Concept.Item or Concept.Order)
            {
                antecedents.See(sentence, at);
            }
            else if (Stances.IsAction(concept) || IsPartOfTheMoney(sentence, at))
            {
                ReadAction(sentence, at);
            }
            else if (concept == Concept.Keep && Refused.Count < MostDrafts && !IsDenied(sentence, at))
            {
                Refused.Add(new Draft(Concept.Keep, Stance.Refused, sentence, at, WishReader.Read(sentence, at + 1)));
            }
            else if (concept == Concept.Not && Refused.Count < MostDrafts && IsBeforeGoods(sentence, at + 1))
            {
                Refused.Add(new Draft(Concept.Not, Stance.Refused, sentence, at, WishReader.Read(sentence, at + 1)));
            }
        }
    }

    private void ReadAction(Sentence sentence, int at)
    {
        var stance = sentence[at].Foreign ? ForeignStances.Of(sentence) : Stances.Of(sentence, at);
        if (stance == Stance.Mentioned)
        {
            return;
        }

        if (Drafts.Count + Refused.Count >= MostDrafts)
        {
            IsFlooded = true;
            return;
        }

        var isPart = sentence.At(at) == Concept.PartialSum;
        var wish = isPart || sentence[at].Foreign ? ForeignStances.WishOf(sentence) : WishOf(sentence, at);
        var draft = new Draft(isPart ? Concept.Refund : sentence.At(at), stance, sentence, at, wish) { IsPartial = isPart };
        if (stance == Stance.Refused)
        {
            Refused.Add(draft);
        }
        else if (!Elaborates(draft))
        {
            antecedents.Resolve(draft);
            Particulars.Add(draft, sentence, at);
            Drafts.Add(draft);
        }
    }

    private static Wish WishOf(Sentence sentence, int at)
    {
        var right = WishReader.Read(sentence, at + 1);
        return right.SaysNothing && !right.PointsBack && LeftOf(sentence, at) is >= 0 and var from
            ? WishReader.Read(sentence, from)
            : right;
    }

    /// <summary>"I want the lamp returned": the object stands between the wish and the action.</summary>
    private static int LeftOf(Sentence sentence, int at)
    {
        if (!sentence[at].Text.EndsWith("ed", StringComparison.Ordinal))
        {
            return -1;
        }

        for (var left = at - 1; left >= sentence.First; left--)
        {
            if (sentence.At(left) is Concept.Want or Concept.CanYou or Concept.Please)
            {
                return left + 1;
            }
        }

        return -1;
    }

    /// <summary>"…, not the lamp": goods or orders denied by themselves, without an action.</summary>
    private static bool IsBeforeGoods(Sentence sentence, int next)
    {
        while (sentence.At(next) is Concept.Determiner or Concept.Adjective or Concept.Adverb or Concept.OrderNoun or Concept.Possessive)
        {
            next++;
        }

        return sentence.At(next) is Concept.Item or Concept.Order;
    }

    /// <summary>"I want some compensation for the delay": a request of its own where the sentence asks for nothing else.</summary>
    private static bool IsPartOfTheMoney(Sentence sentence, int at) => sentence.At(at) == Concept.PartialSum
        && PartialSums.AreAskedFor(sentence[at].Text) && !sentence.Lexemes.Any(lexeme => Stances.IsAction(lexeme.Concept));

    /// <summary>"I don't want to keep it" is the opposite of keeping.</summary>
    private static bool IsDenied(Sentence sentence, int at) =>
        Enumerable.Range(1, 4).Any(steps => sentence.At(at - steps) is Concept.Not or Concept.Drop or Concept.Impossible);

    /// <summary>"… and get a refund" behind a return or a cancellation says how it ends, and is no further request.</summary>
    private bool Elaborates(Draft draft)
    {
        var isBare = draft.Stance == Stance.Asked && (draft.Wish.SaysNothing
            || (draft.Sentence[draft.At].Foreign && Drafts.Exists(earlier => earlier.Sentence == draft.Sentence)));
        if (draft.Action != Concept.Refund || draft.IsPartial || !isBare || Drafts.LastOrDefault(earlier => earlier.IsMoney) is not { } before
            || IsOfAnotherOrder(draft, before))
        {
            return false;
        }

        Particulars.Add(before, draft.Sentence, draft.At);
        return true;
    }

    /// <summary>"Order #2 never arrived, I want my money back" behind "cancel order #1" is a request of its own.</summary>
    private static bool IsOfAnotherOrder(Draft draft, Draft before) => draft.Sentence != before.Sentence
        && draft.Sentence.Lexemes.Any(named => named.Order is { } order && !before.Sentence.Lexemes.Any(each => each.Order == order));
}
