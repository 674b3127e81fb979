namespace RefundAgent.Reading;

/// <summary>What "it", "the order" and unsaid objects point to: what the message spoke of before, if that was one thing only.</summary>
internal sealed class Antecedents
{
    private const int MostMentions = 200;

    private readonly List<(Sentence Sentence, int At)> mentions = [];

    public void See(Sentence sentence, int at)
    {
        if (mentions.Count < MostMentions)
        {
            mentions.Add((sentence, at));
        }
    }

    public void Resolve(Draft draft)
    {
        var wish = draft.Wish;
        if (wish.Items.Count > 0 || wish.Orders.Count > 0 || wish.UnknownOrders.Count > 0 || wish.Strange.Count > 0
            || wish.IsEveryOrder || wish.SaysRecent || wish.SaysOldest)
        {
            return;
        }

        var here = mentions.Where(mention => mention.Sentence == draft.Sentence && mention.At < draft.At).ToList();
        var said = here.Count > 0 ? here : mentions;
        if (!draft.IsMoney && wish.IsSingular && said.Count > 0)
        {
            said = said.FindAll(mention => mention.Sentence == said[^1].Sentence);
        }

        if (said.Count > 0)
        {
            draft.IsResolvedBackwards = true;
            if (IsScattered(said))
            {
                draft.Add(DoubtKind.WhichItems, draft.Sentence.Span);
            }

            draft.Wish = Earlier(said, wish);
        }
    }

    /// <summary>Different goods in different sentences: which of them a bare "I want a refund" is for cannot be told.</summary>
    private static bool IsScattered(List<(Sentence Sentence, int At)> said)
    {
        var items = said.FindAll(mention => mention.Sentence[mention.At].Naming is not null);
        return items.Exists(item => item.Sentence != items[0].Sentence
            && !items.Exists(other => other.Sentence == items[0].Sentence && SameLines(NamingOf(other), NamingOf(item))));
    }

    private static Naming NamingOf((Sentence Sentence, int At) mention) => mention.Sentence[mention.At].Naming!;

    private static Wish Earlier(List<(Sentence Sentence, int At)> said, Wish now)
    {
        var earlier = new Wish
        {
            End = now.End, IsWhole = now.IsWhole, SaysReceived = now.SaysReceived,
            SaysPending = now.SaysPending, AsksForPart = now.AsksForPart, IsOneItem = now.IsOneItem, IsSingular = now.IsSingular,
        };
        foreach (var (sentence, at) in said)
        {
            var lexeme = sentence[at];
            if (lexeme.Order is { } order)
            {
                if (!earlier.Orders.Contains(order))
                {
                    earlier.Orders.Add(order);
                }
            }
            else if (!earlier.Items.Exists(item => SameLines(item.Naming, lexeme.Naming!)))
            {
                earlier.Items.Add(new NamedItem(lexeme.Naming!, lexeme.Text));
            }
        }

        if (now.Price != 0 && earlier.Items.Count == 1)
        {
            earlier.Items[0].Price = now.Price;
            earlier.AsksForPart = false;
        }

        earlier.ItemsDescribeOrder = now.IsWhole;
        earlier.IsWhole |= earlier.Items.Count == 0;
        return earlier;
    }

    private static bool SameLines(Naming left, Naming right) => left.Lines.Count == right.Lines.Count && left.Lines.All(right.Lines.Contains);
}
