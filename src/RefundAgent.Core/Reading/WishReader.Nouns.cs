namespace RefundAgent.Reading;

/// <content>Items, orders, and the words that stand for them.</content>
internal sealed partial class WishReader
{
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
        qualifiers.Contains(Concept.Number) ? Numbers.Parse(details)
        : qualifiers.Contains(Concept.All) ? int.MaxValue
        : qualifiers.Contains(Concept.Both) ? 2 : null;

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
        var isMany = sentence.At(at) == Concept.OrdersNoun || details.Exists(word => word is "each" or "every");
        if (wish.Items.Count == 0 && sentence.At(at + 1) != Concept.Order)
        {
            wish.Strange.AddRange(details.Where(word => !Lexicon.Knows(word)));
        }

        wish.SaysPending |= qualifiers.Contains(Concept.Pending);
        wish.SaysRecent |= qualifiers.Contains(Concept.Recent);
        wish.SaysOldest |= qualifiers.Contains(Concept.Older);
        wish.AsksForPart |= qualifiers.Contains(Concept.Part) || PriceOf(qualifiers) != 0;
        wish.OrderCount = qualifiers.Contains(Concept.Number) ? Numbers.Parse(details) : wish.OrderCount;
        wish.IsEveryOrder |= isMany && (qualifiers.Contains(Concept.All) || qualifiers.Contains(Concept.Both) || wish.SaysPending);
        wish.PointsBack |= !isMany && !wish.SaysRecent && !wish.SaysOldest;
        wish.IsWhole |= wish.Items.Count == 0;
        return Forget();
    }

    /// <summary>"everything" may go beyond one order; "all of it" is all of what was spoken of.</summary>
    private static bool IsAllThereIs(Lexeme lexeme) => lexeme.Is(Concept.Everything)
        && lexeme.Text is not ("all of it" or "it all" or "the whole thing" or "the entire thing" or "the whole lot" or "the lot");

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
        wish.IsEveryOrder |= wish.Items.Count == 0 && (IsAllThereIs(sentence[at]) || qualifiers.Contains(Concept.All));
        wish.IsOneItem |= concept == Concept.ItemNoun;
        wish.IsSingular |= concept is Concept.ItemNoun or Concept.Pronoun;
        wish.PointsBack = true;
        return Forget();
    }
}
