namespace RefundAgent.Privacy;

/// <content>The forms that a street and its number have.</content>
internal readonly ref partial struct AddressReader
{
    /// <summary><c>221b Baker Street</c></summary>
    private int NumberFirst(int at)
    {
        if (tokens[at].Length > LongestHouseNumber)
        {
            return at;
        }

        var next = Skip(at + 1, ',');
        for (var names = 0; names <= MostNames && next < tokens.Length; names++, next++)
        {
            next = Skip(next, '.');
            if (next >= tokens.Length || tokens[next].Kind is TokenKind.Mark or TokenKind.Break)
            {
                return at;
            }

            var isKind = names > 0 && (Is(next, AddressWords.After) && (HasCapital(next) || names <= 2) || (Is(next, AddressWords.AfterWithCapital) && HasCapital(next) && HasCapital(next - 1)));
            if (isKind && !(next + 1 < tokens.Length && Is(next + 1, AddressWords.NoStreet)))
            {
                return next + 1;
            }

            if (Is(next, AddressWords.NoName) || (tokens[next].Kind == TokenKind.Number && tokens[next].Length > 5))
            {
                return at;
            }
        }

        return at;
    }

    /// <summary><c>12 bis, rue de la Paix</c></summary>
    private int NumberThenKind(int at)
    {
        var next = Skip(at + 1, ',');
        if (next < tokens.Length && tokens[next].Of(text) is "bis" or "ter")
        {
            next = Skip(next + 1, ',');
        }

        return tokens[at].Length <= LongestHouseNumber && next < tokens.Length && IsKindBefore(next) && NamesAfter(Skip(next + 1, '.')) is var end and > 0 ? end : at;
    }

    /// <summary><c>Calle Mayor 10</c>, <c>ул. Ленина, д. 5</c></summary>
    private int KindFirst(int at)
    {
        if (!IsKindBefore(at))
        {
            return at;
        }

        var names = NamesAfter(Skip(at + 1, '.'));
        return names > 0 && HouseNumber(names) is var end and > 0 ? end : at;
    }

    /// <summary><c>Hauptstraße 5</c>, <c>Berliner Straße 12a</c>, <c>Atatürk Cad. No: 5</c></summary>
    private int NameFirst(int at)
    {
        if (!HasCapital(at))
        {
            return at;
        }

        var kind = at;
        if (!IsCompound(at))
        {
            for (kind = at + 1; kind <= at + 3 && kind < tokens.Length && !Is(kind, AddressWords.Between); kind++)
            {
                if (tokens[kind].Kind != TokenKind.Word || !HasCapital(kind))
                {
                    return at;
                }
            }

            if (kind > at + 3 || kind >= tokens.Length || tokens[kind].Of(text) is "weg" or "gate" or "tie")
            {
                return at;
            }
        }

        return HouseNumber(Skip(kind + 1, '.')) is var end and > 0 ? end : at;
    }

    /// <summary><c>P.O. Box 123</c>, <c>Postfach 12 34 56</c></summary>
    private int Box(int at)
    {
        var box = at;
        if (tokens[at].Of(text) is "P" or "PO" or "p" or "po")
        {
            while (box < tokens.Length && box - at < 5 && !Is(box, AddressWords.Boxes))
            {
                box++;
            }
        }
        else if (Is(at, AddressWords.Boxes) && tokens[at].Length <= 3)
        {
            return at; // "Box 3" alone is a box.
        }

        if (box >= tokens.Length || !Is(box, AddressWords.Boxes))
        {
            return at;
        }

        var end = box + 1;
        while (end < tokens.Length && end - box < 4 && tokens[end].Kind == TokenKind.Number)
        {
            end++;
        }

        return end > box + 1 ? end : at;
    }
}
