using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>
/// Reads what stands to the right of an action: items, orders, "everything except …". It goes on only over words that it understands;
/// a strange word where an item should stand is kept, so that nothing is paid for half of what was said.
/// </summary>
internal sealed partial class WishReader
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

    private bool Forget()
    {
        details.Clear();
        qualifiers.Clear();
        return true;
    }
}
