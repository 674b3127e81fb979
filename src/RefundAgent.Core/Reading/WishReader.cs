using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>
/// Reads what stands to the right of an action: items, orders, "everything except …". It goes on only over words that it understands;
/// a strange word where an item should stand is kept, so that nothing is paid for half of what was said.
/// </summary>
internal sealed class WishReader
{
    private readonly Sentence sentence;
    private readonly Wish wish = new();
    private readonly List<string> details = [];
    private readonly List<Concept> qualifiers = [];
    private int at;
    private int depth;
    private bool isExcepting;
    private bool isDescribing;
    private OrderId? binding;

    private WishReader(Sentence sentence, int at)
    {
        this.sentence = sentence;
        this.at = at;
    }

    public static Wish Read(Sentence sentence, int from)
    {
        var reader = new WishReader(sentence, from);
        reader.ReadAll();
        reader.wish.End = reader.at;
        return reader.wish;
    }

    private void ReadAll()
    {
        while (at < sentence.End && Take())
        {
            at++;
        }

        if (wish.Items.Count > 0)
        {
            wish.IsWhole &= wish.ItemsDescribeOrder;
        }
    }

    /// <returns>False where the object ends.</returns>
    private bool Take()
    {
        switch (sentence.At(at))
        {
            case Concept.Item:
                return TakeItem();
            case Concept.Order:
                return TakeOrder();
            case Concept.UnknownOrder:
                wish.UnknownOrders.Add(sentence[at].Text);
                return true;
            case Concept.OrderNoun or Concept.OrdersNoun:
                return TakeOrderNoun();
            case Concept.ItemNoun or Concept.ItemsNoun or Concept.Everything or Concept.Pronoun or Concept.Plural or Concept.Rest:
                return TakeNoun();
            case Concept.Comma or Concept.And or Concept.Semicolon or Concept.Colon or Concept.But or Concept.Dash:
                return GoesOn();
            default:
                return TakeWord();
        }
    }

    private bool TakeWord()
    {
        var lexeme = sentence[at];
        switch (lexeme.Concept)
        {
            case Concept.Options:
                return wish.Items.Count > 0 && (wish.Items[^1].Options = lexeme.Options) is not null;
            case Concept.Number or Concept.Both or Concept.All or Concept.Whole or Concept.Part or Concept.Dearest or Concept.Cheapest
                or Concept.Pending or Concept.Recent or Concept.Older:
                qualifiers.Add(lexeme.Concept);
                details.Add(lexeme.Text);
                return true;
            case Concept.SameOrder:
                return wish.IsSameOrder = true;
            case Concept.Except:
                return isExcepting = true;
            case Concept.With:
                return isDescribing = wish.IsWhole || wish.Items.Count == 0;
            case Concept.Open or Concept.Close:
                return TakeBracket();
            case Concept.That or Concept.Self or Concept.Received or Concept.Bought:
                return TakeRelative();
            case Concept.Unknown:
                return TakeStrange();
            case Concept.Adjective:
                details.Add(lexeme.Text);
                return true;
            default:
                return lexeme.Concept is Concept.Determiner or Concept.Possessive or Concept.Adverb or Concept.From or Concept.For
                    or Concept.Please or Concept.Via or Concept.Method or Concept.GiftCard or Concept.OriginalMethod or Concept.Amount
                    || (lexeme.Is(Concept.To) && sentence.At(at + 1) is Concept.Method or Concept.GiftCard or Concept.OriginalMethod);
        }
    }

    private bool TakeItem()
    {
        var lexeme = sentence[at];
        if (sentence.At(at - 1) == Concept.Item)
        {
            wish.Strange.Add(lexeme.Text);
        }

        var item = new NamedItem(lexeme.Naming!, lexeme.Text) { Order = binding };
        item.Details.AddRange(details);
        item.Count = CountOf();
        item.Price = PriceOf(qualifiers);
        item.Received = qualifiers.Contains(Concept.Pending) ? false : null;
        if (isExcepting)
        {
            wish.Excepted.Add(item);
            return Forget();
        }

        wish.ItemsDescribeOrder |= isDescribing || sentence.At(at + 1) is Concept.OrderNoun;
        wish.AsksForPart |= qualifiers.Contains(Concept.Part);
        wish.Items.Add(item);
        return Forget();
    }

    private static int PriceOf(List<Concept> said) => said.Contains(Concept.Dearest) ? 1 : said.Contains(Concept.Cheapest) ? -1 : 0;

    private int? CountOf() =>
        qualifiers.Contains(Concept.All) ? int.MaxValue
        : qualifiers.Contains(Concept.Both) ? 2
        : qualifiers.Contains(Concept.Number) ? Numbers.Parse(details) : null;

    private bool TakeOrder()
    {
        var order = sentence[at].Order!.Value;
        if (isExcepting)
        {
            wish.Strange.Add(sentence[at].Text);
            return true;
        }

        if (!wish.Orders.Contains(order))
        {
            wish.Orders.Add(order);
        }

        if (wish.Items.Exists(item => item.Order is null))
        {
            wish.Items.ForEach(item => item.Order ??= order);
        }
        else
        {
            binding = order;
        }

        wish.IsWhole |= qualifiers.Contains(Concept.Whole);
        return Forget();
    }

    private bool TakeOrderNoun()
    {
        var isMany = sentence.At(at) == Concept.OrdersNoun;
        wish.SaysPending |= qualifiers.Contains(Concept.Pending);
        wish.SaysRecent |= qualifiers.Contains(Concept.Recent);
        wish.SaysOldest |= qualifiers.Contains(Concept.Older);
        wish.AsksForPart |= qualifiers.Contains(Concept.Part);
        wish.IsEveryOrder |= isMany && (qualifiers.Contains(Concept.All) || qualifiers.Contains(Concept.Both) || wish.SaysPending);
        wish.PointsBack |= !isMany && !wish.SaysRecent && !wish.SaysOldest;
        wish.IsWhole |= wish.Items.Count == 0;
        return Forget();
    }

    private bool TakeNoun()
    {
        var concept = sentence.At(at);
        if (sentence[at].Text == "one" && sentence.At(at + 1) == Concept.Item)
        {
            qualifiers.Add(Concept.Number);
            details.Add("one");
            return true;
        }

        if (isExcepting || concept == Concept.Rest)
        {
            wish.Strange.Add(sentence[at].Text);
            return Forget();
        }

        wish.Price = PriceOf(qualifiers);
        wish.AsksForPart |= wish.Price != 0 || qualifiers.Contains(Concept.Part) || qualifiers.Contains(Concept.Number)
            || (concept == Concept.ItemNoun && qualifiers.Contains(Concept.All));
        wish.IsWhole |= concept is Concept.Everything or Concept.ItemsNoun && wish.Items.Count == 0;
        wish.IsEveryOrder |= wish.Items.Count == 0 && (concept == Concept.Everything || qualifiers.Contains(Concept.All));
        wish.IsOneItem |= concept == Concept.ItemNoun;
        wish.IsSingular |= concept is Concept.ItemNoun or Concept.Pronoun;
        wish.PointsBack = true;
        return Forget();
    }

    private bool TakeStrange()
    {
        if (wish.Items.Count > 0 && details.TrueForAll(Lexicon.Knows) && wish.Items[^1].Naming.Lines.Any(line => OptionFilter.Mentions(line, sentence[at].Text)) && !NounFollows())
        {
            wish.Items[^1].Details.Add(sentence[at].Text);
            return Forget();
        }

        if (wish.SaysNothing || IsExpectingItem())
        {
            details.Add(sentence[at].Text);
            if (!NounFollows())
            {
                wish.Strange.Add(sentence[at].Text);
                details.Clear();
            }

            return true;
        }

        // "the watch strap" is not the watch: a name goes on behind the item that was recognised.
        if (sentence.At(at - 1) == Concept.Item)
        {
            wish.Strange.Add(sentence[at].Text);
        }

        return false;
    }

    private bool IsExpectingItem() => details.Count > 0 || qualifiers.Count > 0
        || sentence.At(at - 1) is Concept.Determiner or Concept.Comma or Concept.And or Concept.Semicolon or Concept.Colon or Concept.Possessive;

    private bool NounFollows()
    {
        for (var next = at + 1; next < Math.Min(sentence.End, at + 5); next++)
        {
            switch (sentence.At(next))
            {
                case Concept.Item or Concept.ItemNoun or Concept.ItemsNoun or Concept.OrderNoun or Concept.OrdersNoun:
                    return true;
                case Concept.Unknown or Concept.Adjective or Concept.Number or Concept.Possessive:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether the list goes on behind a comma or "and", or another part of the sentence begins.</summary>
    private bool GoesOn()
    {
        var next = at + 1;
        while (sentence.At(next) is Concept.Determiner or Concept.Adverb or Concept.Number or Concept.Adjective or Concept.From or Concept.Possessive
            or Concept.That or Concept.Comma or Concept.And or Concept.All or Concept.Both or Concept.Semicolon or Concept.Dearest or Concept.Cheapest or Concept.Whole
            or Concept.Pending or Concept.Recent or Concept.Part)
        {
            next++;
        }

        return sentence.At(next) switch
        {
            Concept.Item or Concept.Order or Concept.UnknownOrder or Concept.Except or Concept.Rest or Concept.SameOrder => true,
            Concept.OrderNoun or Concept.OrdersNoun or Concept.ItemNoun or Concept.ItemsNoun or Concept.Everything => !SubjectOfAVerb(next),
            Concept.Plural or Concept.Pronoun => wish.SaysNothing && !wish.PointsBack,
            Concept.Unknown => sentence.At(at) != Concept.But && (IsMember(next) || sentence.At(at) == Concept.Semicolon),
            _ => false,
        };
    }

    private bool SubjectOfAVerb(int noun) => sentence.At(noun + 1) is Concept.Link or Concept.Received or Concept.Not;

    /// <summary>"…, the toaster and …": an unknown word that stands like a member of the list.</summary>
    private bool IsMember(int next) =>
        sentence.At(next - 1) is Concept.Determiner or Concept.Number or Concept.Both or Concept.All or Concept.Comma or Concept.And or Concept.Adjective
        && sentence.At(next + 1) is Concept.Stop or Concept.Comma or Concept.And or Concept.From or Concept.Please or Concept.Unknown or Concept.Item;

    private bool TakeBracket()
    {
        depth += sentence.At(at) == Concept.Open ? 1 : -1;
        if (sentence.At(at) == Concept.Close)
        {
            return true;
        }

        var next = at + 1;
        while (sentence.At(next) is Concept.Determiner or Concept.OrderNoun or Concept.Number)
        {
            next++;
        }

        if (sentence.At(next) is Concept.Order or Concept.UnknownOrder or Concept.Item)
        {
            return true;
        }

        isDescribing = sentence.Find(Concept.With, at) is var with && with >= 0 && with < CloseOf(at) && wish.IsWhole;
        at = isDescribing ? with : CloseOf(at);
        return true;
    }

    private int CloseOf(int open) => sentence.Find(Concept.Close, open) is >= 0 and var close ? close : sentence.End - 1;

    /// <summary>"that I received", "I just bought", "which is more expensive": narrows the item before it.</summary>
    private bool TakeRelative()
    {
        if (wish.SaysNothing && !wish.PointsBack)
        {
            return sentence.At(at) == Concept.That;
        }

        var next = sentence.At(at) == Concept.That ? at + 1 : at;
        var isNarrowing = sentence.At(at) == Concept.That;
        for (; next < sentence.End && (IsRelative(sentence.At(next)) || (isNarrowing && sentence.At(next) is Concept.Unknown or Concept.Not or Concept.To)); next++)
        {
            isNarrowing |= sentence.At(next) is Concept.Received or Concept.Bought;
            Narrow(next);
        }

        if (isNarrowing)
        {
            at = next - 1;
        }

        return isNarrowing;
    }

    private static bool IsRelative(Concept concept) => concept is Concept.Self or Concept.Received or Concept.Bought or Concept.Adverb
        or Concept.Link or Concept.Dearest or Concept.Cheapest or Concept.Pending or Concept.Number or Concept.Recent or Concept.From;

    private void Narrow(int next)
    {
        var concept = sentence.At(next);
        wish.SaysReceived |= concept == Concept.Received;
        wish.SaysPending |= concept == Concept.Pending;
        foreach (var item in wish.Items.TakeLast(1))
        {
            item.Received = concept switch { Concept.Received => true, Concept.Pending => false, _ => item.Received };
            if (concept == Concept.Unknown)
            {
                item.Traits.Add((sentence[next].Text, sentence.At(next - 1) == Concept.Not || sentence.At(next - 2) == Concept.Not || sentence.At(next - 3) == Concept.Not));
            }

            item.Price = concept switch { Concept.Dearest => 1, Concept.Cheapest => -1, _ => item.Price };
        }
    }

    private bool Forget()
    {
        details.Clear();
        qualifiers.Clear();
        return true;
    }
}
