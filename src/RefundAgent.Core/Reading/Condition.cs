namespace RefundAgent.Reading;

/// <summary>
/// A sentence with an "if" in it. What it makes doubtful depends on what it is about: a way of payment, another kind of request,
/// or everything. "If you cannot cancel part of it, cancel the whole order" is settled here, since no part of an order is ever cancelled.
/// </summary>
internal sealed class Condition
{
    private readonly Sentence sentence;
    private readonly int place;
    private readonly int middle;
    private readonly HashSet<Concept> concerns = [];

    private Condition(Sentence sentence, int place)
    {
        this.sentence = sentence;
        this.place = place;
        middle = MiddleOf(sentence, place);
        for (var at = place; at < middle; at++)
        {
            if (Stances.IsAction(sentence.At(at)) && !Stances.IsPartOfAName(sentence, at))
            {
                concerns.Add(sentence.At(at));
            }
        }
    }

    /// <summary>What is done with the goods stays the same, only the money goes elsewhere.</summary>
    public bool KeepsScope => !Says(middle, sentence.End, Concept.Return, Concept.Everything, Concept.ItemsNoun, Concept.OrderNoun);

    /// <summary>Where the money goes when the first wish cannot be met; null where the condition is about something else.</summary>
    public Lexeme? Fallback => IsAboutDestination ? sentence.Lexemes.Skip(middle - sentence.First)
        .LastOrDefault(lexeme => lexeme.Concept is Concept.GiftCard or Concept.OriginalMethod) : null;

    /// <summary>The whole order is to go where a part of it cannot.</summary>
    public bool CancelsWholeInstead => concerns.IsSubsetOf([Concept.Cancel, Concept.Change]) && (!concerns.Contains(Concept.Change) || SaysRemove())
        && Says(place, middle, Concept.Impossible, Concept.Not) && Says(place, middle, Concept.Part, Concept.Item, Concept.ItemNoun)
        && Says(middle, sentence.End, Concept.Cancel) && Says(middle, sentence.End, Concept.Whole, Concept.All)
        && !Says(middle, sentence.End, Concept.If, Concept.Not, Concept.Keep);

    public Sentence Sentence => sentence;

    private bool SaysRemove() => sentence.Lexemes.Any(lexeme => lexeme.Is(Concept.Change) && lexeme.Text.StartsWith("remov", StringComparison.Ordinal));

    private bool IsAboutDestination => Says(place, middle, Concept.Impossible, Concept.Not) && !Says(middle, sentence.End, Concept.Not, Concept.Keep, Concept.Cancel)
        && (Says(place, middle, Concept.Method, Concept.GiftCard, Concept.OriginalMethod, Concept.Payment) || !Says(place, middle, Concept.Item, Concept.Return))
        && Says(middle, sentence.End, Concept.GiftCard, Concept.OriginalMethod);

    public static IEnumerable<Condition> In(Sentence sentence)
    {
        var place = sentence.Find(Concept.If, sentence.First);
        return place < 0 ? [] : [new Condition(sentence, place)];
    }

    /// <param name="draft">The request in question.</param>
    /// <param name="drafts">All requests of the message.</param>
    public bool Touches(Draft draft, List<Draft> drafts)
    {
        if (Fallback is not null || IsHarmless() || IsAboutConversation())
        {
            return false;
        }

        if (draft.Sentence == sentence)
        {
            return !(draft.Action == Concept.Cancel && IsAboutShipment())
                && !drafts.Exists(other => other.Sentence == sentence && other.At > draft.At && other.At < place && concerns.Contains(other.Action));
        }

        // What a bare "it" points to is the last request for money before this sentence.
        var nearest = drafts.FindLast(earlier => earlier.IsMoney && earlier.Sentence.First < sentence.First);
        return drafts.Exists(Concerns) ? Concerns(draft) || (draft == nearest && IsOfferToExchange())
            : concerns.Count == 0 && IsOfferToExchange() && nearest is not null ? draft == nearest
            : !NamesOnlyOthers(draft);
    }

    /// <summary>A refund is what every return and cancellation ends in.</summary>
    private bool Concerns(Draft draft) => concerns.Contains(draft.Action) || (concerns.Contains(Concept.Refund) && draft.IsMoney);

    /// <summary>"If you ask which one, …", "if several are available, I want to know …": nothing is done or left undone on it.</summary>
    private bool IsHarmless() => !Says(sentence.First, sentence.End, Concept.Keep, Concept.OnlyOne, Concept.Retract, Concept.Instead)
        && !sentence.Lexemes.Where((lexeme, offset) => Stances.IsAction(lexeme.Concept) && !Stances.IsPartOfAName(sentence, sentence.First + offset)).Any()
        && Says(sentence.First, sentence.End, Concept.Know, Concept.Compound, Concept.Human)
        && !Says(middle, sentence.End, Concept.Not);

    /// <summary>"If you ask why, …" waits for nothing but the next line of the conversation.</summary>
    private bool IsAboutConversation() => Says(place, place + 4, Concept.YouAsk)
        && !Says(middle, sentence.End, Concept.Someone, Concept.Human, Concept.Halt, Concept.When)
        && !Says(sentence.First, sentence.End, Concept.Keep, Concept.Retract, Concept.Perhaps, Concept.Instead, Concept.Exchange)
        && !Refuses();

    /// <summary>"… say no" takes the request back; "… don't say yes immediately" only puts it off.</summary>
    private bool Refuses()
    {
        for (var at = sentence.Find(Concept.Not, place); at >= 0; at = sentence.Find(Concept.Not, at + 1))
        {
            if (!Enumerable.Range(at + 1, 4).Any(next => next < sentence.End && sentence[next].Text is "immediately" or "yet" or "right away" or "at once"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"If the same item is in stock, I'd exchange it": about the one thing spoken of last.</summary>
    private bool IsOfferToExchange() => Says(place, sentence.End, Concept.Exchange) && Says(place, sentence.End, Concept.Pronoun, Concept.ItemNoun)
        && !Says(place, sentence.End, Concept.Plural, Concept.Both, Concept.OnlyOne, Concept.ItemsNoun, Concept.Everything, Concept.Return,
            Concept.Cancel, Concept.Refund, Concept.All, Concept.Not);

    /// <summary>"… if it hasn't shipped yet": the order's own status answers that, and only what is pending can be cancelled.</summary>
    private bool IsAboutShipment() => Says(place, sentence.End, Concept.Pending) && !Says(place, sentence.End, Concept.Keep, Concept.Part)
        && sentence.Lexemes.Count(lexeme => lexeme.Is(Concept.If)) == 1;

    private bool NamesOnlyOthers(Draft draft)
    {
        var named = sentence.Lexemes.Where(lexeme => lexeme.Naming is not null).ToList();
        return named.Count > 0 && draft.Wish.Items.Count > 0 && !Says(sentence.First, sentence.End, Concept.OnlyOne, Concept.Both, Concept.Plural, Concept.Retract)
            && !sentence.Lexemes.Any(lexeme => lexeme.Concept is Concept.Return or Concept.Cancel or Concept.Refund or Concept.Everything)
            && !named.Exists(lexeme => draft.Wish.Items.Exists(item => item.Naming.Lines.Any(lexeme.Naming!.Lines.Contains)));
    }

    private bool Says(int from, int to, params ReadOnlySpan<Concept> concepts)
    {
        for (var at = from; at < to; at++)
        {
            if (concepts.Contains(sentence.At(at)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The comma behind the "if" part, else an action behind it, else the end.</summary>
    private static int MiddleOf(Sentence sentence, int place)
    {
        for (var at = place + 1; at < sentence.End; at++)
        {
            if (sentence.At(at) is Concept.Comma or Concept.Colon or Concept.Dash)
            {
                return at;
            }
        }

        return sentence.End;
    }
}
