namespace RefundAgent.Privacy;

/// <summary>Tells postal codes: those of Britain and Canada by themselves, figures only behind a street.</summary>
internal static class PostalCode
{
    /// <returns>The token after a code that nothing else looks like (<c>SW1A 1AA</c>, <c>K1A 0B1</c>); <paramref name="at"/> where none stands here.</returns>
    public static int EndAt(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int at)
    {
        if (at + 1 >= tokens.Length || tokens[at + 1].Length != 3 || tokens[at + 1].Start - tokens[at].End != 1 || tokens[at].Length is < 2 or > 4)
        {
            return at;
        }

        var (outward, inward) = (Shape(tokens[at].Of(text)), Shape(tokens[at + 1].Of(text)));
        var isBritish = inward == "9AA" && (outward is "A9" or "A99" or "AA9" or "AA99" or "A9A" or "AA9A");
        return isBritish || (inward == "9A9" && outward == "A9A") ? at + 2 : at;
    }

    /// <summary>A few figures, a state before them or two capitals behind; asked only behind a street.</summary>
    public static bool IsInTail(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int at)
    {
        var token = tokens[at].Of(text);
        if (tokens[at].Kind == TokenKind.Number)
        {
            var shortest = IsGrouped(text, tokens, at) ? 2 : 3;
            return (token.Length >= shortest && token.Length <= 8 && !token.ContainsAnyExceptInRange('0', '9') && !IsOfMoney(text, tokens[at])) || Shape(token) == "9999AA";
        }

        var follows = tokens[at - 1].Kind == TokenKind.Number;
        return tokens[at].Kind == TokenKind.Word && ((follows && Shape(token) == "AA") || (AddressWords.States.Contains(token) && Shape(token) is "AA" or "AAA"));
    }

    /// <summary><c>111 29</c>, <c>00-590</c></summary>
    private static bool IsGrouped(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int at) =>
        tokens[at - 1].Kind == TokenKind.Number || (at + 2 < tokens.Length && tokens[at + 1].Of(text) is "-" && tokens[at + 2].Kind == TokenKind.Number);

    private static bool IsOfMoney(ReadOnlySpan<char> text, Token token) =>
        (token.Start > 0 && char.GetUnicodeCategory(text[token.Start - 1]) == System.Globalization.UnicodeCategory.CurrencySymbol)
        || (token.End < text.Length && char.GetUnicodeCategory(text[token.End]) == System.Globalization.UnicodeCategory.CurrencySymbol)
        || (token.End + 1 < text.Length && text[token.End] is '.' or ',' && char.IsAsciiDigit(text[token.End + 1]));

    private static string Shape(ReadOnlySpan<char> token)
    {
        Span<char> shape = stackalloc char[6];
        if (token.Length > shape.Length)
        {
            return "";
        }

        for (var at = 0; at < token.Length; at++)
        {
            shape[at] = char.IsAsciiDigit(token[at]) ? '9' : char.IsAsciiLetterUpper(token[at]) ? 'A' : '?';
        }

        return shape[..token.Length].ToString();
    }
}
