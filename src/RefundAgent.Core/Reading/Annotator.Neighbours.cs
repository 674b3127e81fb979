namespace RefundAgent.Reading;

/// <content>What stands around a piece.</content>
internal sealed partial class Annotator
{
    private bool IsHyphen(int at) => at > 0 && at + 1 < pieces.Count
        && pieces[at - 1].End == pieces[at].Start && pieces[at].End == pieces[at + 1].Start;

    private bool IsAnnounced(int at) => (at > 0 && pieces[at - 1].Is('#'))
        || lexemes is [.., { Concept: Concept.OrderNoun or Concept.OrdersNoun or Concept.Order or Concept.UnknownOrder }]
        || lexemes is [.., { Concept: Concept.OrderNoun }, { Concept: Concept.Colon or Concept.Comma or Concept.And or Concept.Number }]
        || lexemes is [.., { Concept: Concept.Order or Concept.UnknownOrder }, { Concept: Concept.And or Concept.Comma or Concept.Or }];

    /// <summary>"the order number ends in 66"; cards end in digits, too.</summary>
    private bool IsEnding() => lexemes is [.., { Concept: Concept.OrderNoun }, { Concept: Concept.EndsIn }]
        or [.., { Concept: Concept.OrderNoun }, { Concept: Concept.That or Concept.Link }, { Concept: Concept.EndsIn }];

    private static bool IsMethod(string word) => word.Contains('_', StringComparison.Ordinal) && char.IsAsciiDigit(word[^1])
        && (word.StartsWith("gift_card", StringComparison.Ordinal) || word.StartsWith("credit_card", StringComparison.Ordinal)
            || word.StartsWith("debit_card", StringComparison.Ordinal) || word.StartsWith("paypal", StringComparison.Ordinal));

    private string Joined(int at, int count) =>
        string.Join(' ', pieces.Skip(at).Take(count).Where(piece => piece.IsWord).Select(piece => piece.Text));
}
