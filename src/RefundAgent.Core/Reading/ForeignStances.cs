namespace RefundAgent.Reading;

/// <summary>
/// The other languages put verb and object anywhere, so there the whole sentence is read at once: one wish, nothing denied, nothing
/// conditional, and what it names is what is meant.
/// </summary>
internal static class ForeignStances
{
    public static Stance Of(Sentence sentence)
    {
        var actions = sentence.Lexemes.Where(lexeme => Stances.IsAction(lexeme.Concept)).Select(lexeme => lexeme.Concept).Distinct().ToList();
        if (actions.Count > 1)
        {
            actions.Remove(Concept.Refund);
        }

        if (IsDenied(sentence))
        {
            return Stance.Refused;
        }

        if (actions.Count > 1 || sentence.Has(Concept.If) || sentence.Has(Concept.Perhaps) || sentence.Has(Concept.Or) || sentence.Has(Concept.CanI)
            || sentence.Has(Concept.Know) || (sentence.IsQuestion && !sentence.Has(Concept.CanYou)))
        {
            return Stance.Possible;
        }

        return sentence.Has(Concept.Want) || sentence.Has(Concept.Please) || sentence.Has(Concept.CanYou) || StartsWithAction(sentence)
            ? Stance.Asked
            : Stance.Mentioned;
    }

    /// <summary>A "not" says no to the request, unless its clause only tells a reason: "sie ist nie angekommen, …".</summary>
    private static bool IsDenied(Sentence sentence)
    {
        for (var at = sentence.Find(Concept.Not, sentence.First); at >= 0; at = sentence.Find(Concept.Not, at + 1))
        {
            var (first, end) = (at, at);
            while (first > sentence.First && sentence.At(first - 1) != Concept.Comma)
            {
                first--;
            }

            while (end < sentence.End && sentence.At(end) != Concept.Comma)
            {
                end++;
            }

            var clause = Enumerable.Range(first, end - first).ToList();
            if (clause.Exists(place => IsWish(sentence.At(place))) || Reasons.Find(sentence.SpanOf(first, end)) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWish(Concept concept) =>
        Stances.IsAction(concept) || concept is Concept.Want or Concept.Please or Concept.CanYou or Concept.PartialSum;

    public static Wish WishOf(Sentence sentence)
    {
        var wish = new Wish { End = sentence.End };
        foreach (var lexeme in sentence.Lexemes)
        {
            Take(wish, lexeme);
        }

        // "I bought a lamp and a watch and want to …": which of them is meant would need the grammar.
        wish.AsksForPart |= wish.Items.Count > 1 && (sentence.Has(Concept.Bought) || sentence.Has(Concept.Received));
        wish.IsWhole &= wish.Items.Count == 0;
        return wish;
    }

    private static void Take(Wish wish, Lexeme lexeme)
    {
        switch (lexeme.Concept)
        {
            case Concept.Item:
                wish.Items.Add(new NamedItem(lexeme.Naming!, lexeme.Text));
                break;
            case Concept.Order when !wish.Orders.Contains(lexeme.Order!.Value):
                wish.Orders.Add(lexeme.Order.Value);
                break;
            case Concept.UnknownOrder:
                wish.UnknownOrders.Add(lexeme.Text);
                break;
            case Concept.Except or Concept.Rest or Concept.Part or Concept.All or Concept.Both or Concept.OrdersNoun:
                wish.AsksForPart = true;
                break;
            case Concept.OrderNoun or Concept.Everything or Concept.ItemsNoun:
                wish.IsWhole = true;
                wish.PointsBack = true;
                break;
        }
    }

    private static bool StartsWithAction(Sentence sentence) =>
        sentence.Lexemes.FirstOrDefault(lexeme => lexeme.Concept is not (Concept.Filler or Concept.Adverb or Concept.Comma or Concept.Determiner))
            is { } first && Stances.IsAction(first.Concept);
}
