namespace RefundAgent.Reading;

/// <content>Where a list goes on.</content>
internal sealed partial class WishReader
{
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
            Concept.Item => !SubjectOfAVerb(next),
            Concept.Order => !SubjectOfAVerb(next),
            Concept.UnknownOrder or Concept.Except or Concept.Rest or Concept.SameOrder => true,
            Concept.OrderNoun or Concept.OrdersNoun or Concept.ItemNoun or Concept.ItemsNoun or Concept.Everything => !SubjectOfAVerb(next),
            Concept.Plural or Concept.Pronoun => wish.SaysNothing && !wish.PointsBack,
            Concept.Unknown => sentence.At(at) != Concept.But && (IsMember(next) || sentence.At(at) == Concept.Semicolon),
            _ => false,
        };
    }

    private bool SubjectOfAVerb(int noun) => sentence.At(noun + 1) is Concept.Link or Concept.Not or Concept.Want or Concept.CanI or Concept.Drop
        || (noun + 1 < sentence.End && sentence[noun + 1].Text == "can")
        || (sentence.At(noun) is not (Concept.Item or Concept.Order) && sentence.At(noun + 1) == Concept.Received);

    /// <summary>"…, the toaster and …": an unknown word that stands like a member of the list.</summary>
    private bool IsMember(int next) =>
        sentence.At(next - 1) is Concept.Determiner or Concept.Number or Concept.Both or Concept.All or Concept.Comma or Concept.And or Concept.Adjective
        && sentence.At(next + 1) is Concept.Stop or Concept.Comma or Concept.And or Concept.From or Concept.Please or Concept.Unknown or Concept.Item;
}
