using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>"I want to return the lamp. It's in order #1001.": a sentence that does nothing else says where unplaced goods are.</summary>
internal static class Placements
{
    public static void Apply(List<Sentence> sentences, List<Draft> drafts)
    {
        var placing = sentences.FindAll(IsPlacing);
        if (placing.SelectMany(OrdersIn).Distinct().Take(2).ToList() is not [var order])
        {
            return;
        }

        var named = placing.SelectMany(sentence => sentence.Lexemes).Where(lexeme => lexeme.Naming is not null)
            .SelectMany(lexeme => lexeme.Naming!.Lines).ToHashSet();
        foreach (var draft in drafts.Where(draft => draft.Wish.Orders.Count == 0 && !draft.Wish.IsEveryOrder))
        {
            Place(draft.Wish, order, named);
        }
    }

    private static void Place(Wish wish, OrderId order, HashSet<Line> named)
    {
        if (wish.Items.Count == 0 && named.Count == 0)
        {
            wish.Orders.Add(order);
        }

        foreach (var item in wish.Items.Where(item => item.Order is null))
        {
            var isMeant = named.Count == 0 || item.Naming.Lines.Any(named.Contains);
            item.Order = isMeant && item.Naming.Lines.Any(line => line.Order.Id == order) ? order : null;
        }
    }

    private static IEnumerable<OrderId> OrdersIn(Sentence sentence) =>
        sentence.Lexemes.Where(lexeme => lexeme.Order is not null).Select(lexeme => lexeme.Order!.Value);

    private static bool IsPlacing(Sentence sentence) => sentence.Has(Concept.Order) && sentence.Lexemes.All(lexeme => lexeme.Concept
        is Concept.Order or Concept.OrderNoun or Concept.Item or Concept.Pronoun or Concept.Plural or Concept.ItemNoun or Concept.Link
        or Concept.From or Concept.Determiner or Concept.Adverb or Concept.Bought or Concept.Self or Concept.Comma or Concept.For
        or Concept.Please or Concept.Colon);
}
