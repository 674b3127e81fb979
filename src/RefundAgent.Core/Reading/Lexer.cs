using System.Text;

namespace RefundAgent.Reading;

/// <summary>Cuts a text into words, marks and line breaks in one pass; every character belongs to at most one piece.</summary>
internal static class Lexer
{
    public static List<Piece> Cut(ReadOnlySpan<char> text)
    {
        var pieces = new List<Piece>(text.Length / 5 + 4);
        var word = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = IsWordPart(text[at]) ? WordLength(text[at..]) : 0;
            if (length > 0)
            {
                pieces.Add(Word(text, at, length, word));
                at += length;
                continue;
            }

            if (text[at] == '\n')
            {
                pieces.Add(new Piece(PieceKind.Break, "\n", at, at + 1));
            }
            else if (!char.IsWhiteSpace(text[at]) && !char.IsControl(text[at]) && !Folding.IsInvisible(text[at]))
            {
                pieces.Add(new Piece(PieceKind.Mark, Mark(text[at]), at, at + 1));
            }

            at++;
        }

        return pieces;
    }

    private static Piece Word(ReadOnlySpan<char> text, int at, int length, StringBuilder word)
    {
        word.Clear();
        foreach (var letter in text.Slice(at, length))
        {
            Folding.Append(word, Folding.IsApostrophe(letter) ? '\'' : letter);
        }

        return new Piece(PieceKind.Word, word.ToString(), at, at + length);
    }

    private static bool IsWordPart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    /// <summary>Letters and digits, apostrophes between letters (don't), points and commas between digits (1.5L, 1,200).</summary>
    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && (IsWordPart(text[length]) || Folding.IsInvisible(text[length]) || Joins(text, length)))
        {
            length++;
        }

        return length;
    }

    private static bool Joins(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        return Folding.IsApostrophe(text[at])
            ? char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1])
            : text[at] is '.' or ',' && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);
    }

    private static string Mark(char mark) => mark switch
    {
        '。' or '．' or '؟' or '！' or '…' or '¿' or '¡' or '!' => ".",
        '？' => "?",
        '，' or '、' or '،' => ",",
        '；' or '؛' => ";",
        '：' => ":",
        '（' => "(",
        '）' => ")",
        '“' or '”' or '„' or '«' or '»' or '「' or '」' or '"' or '‟' => "\"",
        '–' or '—' or '−' or '‐' or '‑' => "-",
        '•' or '·' or '▪' or '*' => "*",
        '’' or '‘' or '`' or '´' => "'",
        _ => Single(mark),
    };

    private static string Single(char mark) => mark < Ascii.Length ? Ascii[mark] : mark.ToString();

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];
}
