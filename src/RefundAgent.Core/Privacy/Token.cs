namespace RefundAgent.Privacy;

/// <summary>A word, a figure or a mark of a text; blanks are between tokens and no tokens themselves.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text[Start..End];

    public static List<Token> Cut(ReadOnlySpan<char> text)
    {
        var tokens = new List<Token>(text.Length / 5 + 4);
        for (var at = 0; at < text.Length;)
        {
            var start = at++;
            if (char.IsLetter(text[start]))
            {
                while (at < text.Length && IsOfWord(text, at))
                {
                    at++;
                }

                tokens.Add(new Token(TokenKind.Word, start, at));
            }
            else if (char.IsDigit(text[start]))
            {
                while (at < text.Length && char.IsLetterOrDigit(text[at]))
                {
                    at++;
                }

                tokens.Add(new Token(TokenKind.Number, start, at));
            }
            else if (text[start] == '\n')
            {
                tokens.Add(new Token(TokenKind.Break, start, at));
            }
            else if (!char.IsWhiteSpace(text[start]))
            {
                tokens.Add(new Token(TokenKind.Mark, start, at));
            }
        }

        return tokens;
    }

    /// <summary>Letters, accents on them, and marks inside a word: <c>O'Neill</c>, <c>Saint-Denis</c>. A figure in a word makes it no word of a name.</summary>
    private static bool IsOfWord(ReadOnlySpan<char> text, int at) =>
        char.IsLetterOrDigit(text[at]) || text[at] == '_' || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark
        || (text[at] is '\'' or '’' or '-' && at + 1 < text.Length && char.IsLetter(text[at + 1]) && char.IsLetter(text[at - 1]));
}

internal enum TokenKind
{
    Word,
    Number,
    Mark,
    Break,
}
