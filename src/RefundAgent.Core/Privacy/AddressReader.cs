namespace RefundAgent.Privacy;

/// <summary>Reads a street and what follows it from the tokens of a text; never looks farther than a few dozen tokens.</summary>
internal readonly ref partial struct AddressReader(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens)
{
    private const int MostNames = 5;
    private const int LongestHouseNumber = 6;
    private const int LongestTail = 24;

    private readonly ReadOnlySpan<char> text = text;
    private readonly ReadOnlySpan<Token> tokens = tokens;

    /// <returns>The token after the street and its number; <paramref name="at"/> where none begins here.</returns>
    public int StreetAt(int at) => tokens[at].Kind switch
    {
        TokenKind.Number when at == 0 || !IsPartOfNumber(at) => Math.Max(Math.Max(NumberFirst(at), NumberThenKind(at)), PostalCode.EndAt(text, tokens, at)),
        TokenKind.Word => Math.Max(Math.Max(KindFirst(at), NameFirst(at)), Math.Max(Box(at), PostalCode.EndAt(text, tokens, at))),
        _ => at,
    };

    /// <summary>Flat, town, region, postal code and country, as far as a form of them goes on.</summary>
    public int TailAfter(int end)
    {
        var (at, certain) = (end, end);
        for (var steps = 0; steps < LongestTail && at < tokens.Length; steps++)
        {
            var code = PostalCode.EndAt(text, tokens, at);
            if (code > at || PostalCode.IsInTail(text, tokens, at))
            {
                at = certain = Math.Max(code, at + 1);
                at = AfterTown(ref certain, at);
            }
            else if (UnitEnd(at) is var unit && unit > at)
            {
                at = certain = unit;
            }
            else if (IsSeparator(at) || IsName(at))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return certain;
    }

    /// <summary>A town on the line of its code: <c>10115 Berlin</c>, <c>75002 Paris, France</c>.</summary>
    private int AfterTown(ref int certain, int at)
    {
        for (var names = 0; names < 3 && at < tokens.Length && IsName(at) && !Is(at, AddressWords.NoName) && PostalCode.EndAt(text, tokens, at) == at; names++)
        {
            certain = ++at;
        }

        return at;
    }

    /// <returns>The token after the names of a street; 0 where there is none.</returns>
    private int NamesAfter(int at)
    {
        var (end, names) = (at, 0);
        for (; end < tokens.Length && end - at < MostNames + 2; end++)
        {
            if (tokens[end].Kind == TokenKind.Word && !Is(end, AddressWords.Connecting) && !Is(end, AddressWords.NoName) && (HasCapital(end) || !char.IsLower(text[tokens[end].Start])))
            {
                names++;
            }
            else if (!(tokens[end].Kind == TokenKind.Word && Is(end, AddressWords.Connecting)) && !(tokens[end].Of(text) is "'" or "’" or "." && end > at))
            {
                break;
            }
        }

        return names > 0 ? end : 0;
    }

    /// <returns>The token after a house number that stands here, perhaps after a comma or "no."; 0 where there is none.</returns>
    private int HouseNumber(int at)
    {
        for (var steps = 0; steps < 5 && at < tokens.Length; steps++, at++)
        {
            if (tokens[at].Kind == TokenKind.Number && tokens[at].Length <= LongestHouseNumber)
            {
                while (at + 2 < tokens.Length && tokens[at + 1].Of(text) is "/" or "-" or "–" && tokens[at + 2].Kind == TokenKind.Number && tokens[at + 2].Length <= 4)
                {
                    at += 2;
                }

                return at + 1;
            }

            if (!(tokens[at].Of(text) is "," or "." or ":" or "№" or "º" or "#") && !Is(at, AddressWords.Units))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary><c>Apt 4B</c>, <c>кв. 10</c>; a number sign begins a unit of three figures at most, since orders have them too.</summary>
    private int UnitEnd(int at) =>
        Is(at, AddressWords.Units) ? Math.Max(at, HouseNumber(at + 1))
        : tokens[at].Of(text) is "#" && at + 1 < tokens.Length && tokens[at + 1].Kind == TokenKind.Number && tokens[at + 1].Length <= 3 ? at + 2 : at;

    private bool IsCompound(int at)
    {
        foreach (var ending in AddressWords.Endings)
        {
            if (tokens[at].Length >= ending.Length + 3 && tokens[at].Of(text).EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsKindBefore(int at) => Is(at, AddressWords.Before) || (Is(at, AddressWords.BeforeWithCapital) && HasCapital(at));

    private bool IsPartOfNumber(int at) =>
        tokens[at - 1].End == tokens[at].Start && tokens[at - 1].Of(text) is "#" or "." or "-" or "/" or "_" or ":" or "$" or "€" or "£";

    private bool IsSeparator(int at) => tokens[at].Kind == TokenKind.Break || tokens[at].Of(text) is "," or "-" or "–" or "(" or ")" || (tokens[at].Of(text) is "." && at > 0 && tokens[at - 1].Length <= 3);

    private bool IsName(int at) => tokens[at].Kind == TokenKind.Word && (HasCapital(at) || Is(at, AddressWords.Connecting)) && !Labels.IsOfAnId(tokens[at].Of(text));

    private bool HasCapital(int at) => tokens[at].Kind == TokenKind.Word && char.IsUpper(text[tokens[at].Start]);

    private bool Is(int at, WordSet words) => words.Contains(tokens[at].Of(text));

    private int Skip(int at, char mark) => at < tokens.Length && tokens[at].Length == 1 && text[tokens[at].Start] == mark ? at + 1 : at;
}
