namespace RefundAgent.Reading;

/// <content>Strange words, brackets, relative clauses.</content>
internal sealed partial class WishReader
{
    private bool TakeStrange()
    {
        if (wish.Items.Count > 0 && details.TrueForAll(Lexicon.Knows) && !NounFollows()
            && wish.Items[^1].Naming.Lines.Any(line => OptionFilter.Mentions(line, sentence[at].Text)))
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

        if (wish.Items.Count > 0 && CloseOf(at) == at + 2 && sentence.At(at + 1) == Concept.Unknown)
        {
            wish.Items[^1].Details.Add(sentence[at + 1].Text);
        }
        else if (wish.Items.Count > 0 && wish.Items[^1].Options is null)
        {
            wish.Items[^1].Options = OptionsIn(wish.Items[^1].Naming, at + 1, CloseOf(at));
        }

        isDescribing = sentence.Find(Concept.With, at) is var with && with >= 0 && with < CloseOf(at) && wish.IsWhole;
        at = isDescribing ? with : CloseOf(at);
        return true;
    }

    /// <summary>"(size 9)", "(1000 pieces)": an option by its name and the words beside it.</summary>
    private Dictionary<string, string>? OptionsIn(Naming naming, int from, int close)
    {
        if (close - from is < 2 or > 5)
        {
            return null;
        }

        var words = Enumerable.Range(from, close - from).Select(place => sentence[place].Text).ToList();
        var key = words.Find(word => naming.Lines.Any(line => line.Item.Options.Keys.Any(name => OptionMap.Compact(name) == word)));
        return key is null
            ? null
            : new Dictionary<string, string>(StringComparer.Ordinal) { [key] = string.Concat(words.Where(word => word != key)) };
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
}
