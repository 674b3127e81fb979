using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Turns pieces of text into lexemes: the customer's orders and items first, then the vocabulary, then near spellings.</summary>
internal sealed partial class Annotator(string text, Catalogue catalogue, OrderNumbers numbers)
{
    private readonly List<Piece> pieces = Lexer.Cut(text);
    private readonly List<Lexeme> lexemes = [];

    public List<Lexeme> Annotate()
    {
        for (var at = 0; at < pieces.Count;)
        {
            at += Next(at);
        }

        Courtesies.Settle(lexemes);
        return lexemes;
    }

    private int Next(int at)
    {
        if (pieces[at].Is('>') && (at == 0 || pieces[at - 1].Kind == PieceKind.Break))
        {
            return RestOfLine(at);
        }

        if (pieces[at].Kind == PieceKind.Break)
        {
            return AddBreak(at);
        }

        if (AmountReader.Find(pieces, at, out var amount) is > 0 and var pair)
        {
            return Add(at, pair, new Lexeme(Concept.Amount, pieces[at].Text) { Amount = amount });
        }

        return pieces[at].IsWord ? AddWord(at) : AddMark(at);
    }

    private int AddWord(int at)
    {
        var word = pieces[at].Text;
        var announced = IsAnnounced(at);
        if (numbers.Find(pieces, at, announced, out var order) is > 0 and var number)
        {
            return Add(at, number, new Lexeme(Concept.Order, word) { Order = order });
        }

        if (IsEnding() && numbers.FindByEnding(word) is { } ending)
        {
            return Add(at, 1, new Lexeme(Concept.Order, word) { Order = ending });
        }

        var named = catalogue.Find(pieces, at, out var naming);
        var known = Lexicon.Find(pieces, at, out var entry);
        if (named > 0 && named >= known)
        {
            return Add(at, named, new Lexeme(Concept.Item, word) { Naming = naming });
        }

        if (known > 0)
        {
            return Add(at, known, new Lexeme(entry.Concept, known == 1 ? word : Joined(at, known)) { Foreign = entry.Foreign });
        }

        return AddStrange(at, word, announced);
    }

    private int AddStrange(int at, string word, bool announced)
    {
        if (IsMethod(word))
        {
            return Add(at, 1, new Lexeme(word.StartsWith("gift", StringComparison.Ordinal) ? Concept.GiftCard : Concept.Method, word));
        }

        if (OrderNumbers.LooksLikeOne(word, announced))
        {
            return Add(at, 1, new Lexeme(Concept.UnknownOrder, word));
        }

        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("s'", StringComparison.Ordinal))
        {
            return Add(at, 1, new Lexeme(Concept.Possessive, word));
        }

        return catalogue.Guess(pieces, at, out var naming) is > 0 and var guessed
            ? Add(at, guessed, new Lexeme(Concept.Item, word) { Naming = naming })
            : Add(at, 1, new Lexeme(Concept.Unknown, word));
    }

    private int AddMark(int at)
    {
        if (OptionMap.Find(pieces, at, text, out var options) is > 0 and var map)
        {
            return Add(at, map, new Lexeme(Concept.Options, "{}") { Options = options });
        }

        var concept = pieces[at].Text[0] switch
        {
            ',' => Concept.Comma,
            ';' => Concept.Semicolon,
            ':' => Concept.Colon,
            '-' or '*' or '/' => IsHyphen(at) ? Concept.Unknown : Concept.Dash,
            '(' or '[' => Concept.Open,
            ')' or ']' => Concept.Close,
            '"' => Concept.Quote,
            '.' => Concept.Stop,
            '?' => Concept.Question,
            '&' or '+' => Concept.And,
            _ => Concept.Unknown,
        };
        return concept == Concept.Unknown ? 1 : Add(at, 1, new Lexeme(concept, pieces[at].Text));
    }

    /// <summary>An empty line, or a line that starts like a new sentence, ends one; a wrapped line does not; a bullet goes on with a list.</summary>
    private int AddBreak(int at)
    {
        var next = at + 1;
        while (next < pieces.Count && pieces[next].Kind == PieceKind.Break)
        {
            next++;
        }

        if (next < pieces.Count && (pieces[next].Is('-') || pieces[next].Is('*')) && lexemes is [.., { Concept: not Concept.Stop }])
        {
            return Add(at, next + 1 - at, new Lexeme(Concept.Semicolon, "\n"));
        }

        var ends = next > at + 1 || next >= pieces.Count || !char.IsLower(text[pieces[next].Start]);
        return ends ? Add(at, next - at, new Lexeme(Concept.Stop, "\n")) : next - at;
    }

    private int Add(int at, int count, Lexeme lexeme)
    {
        lexemes.Add(lexeme with { Start = pieces[at].Start, End = pieces[at + count - 1].End });
        return count;
    }

    /// <summary>A line of an older mail, quoted below a reply.</summary>
    private int RestOfLine(int at)
    {
        var end = pieces.FindIndex(at, piece => piece.Kind == PieceKind.Break);
        return (end < 0 ? pieces.Count : end) - at;
    }
}
