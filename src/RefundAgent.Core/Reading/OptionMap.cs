namespace RefundAgent.Reading;

/// <summary>Options as forms and exports write them: <c>{'color': 'black', 'size': 'M'}</c>.</summary>
internal static class OptionMap
{
    private const int LongestMap = 200;

    /// <returns>Pieces consumed, braces included; 0 where no complete map begins here.</returns>
    public static int Find(List<Piece> pieces, int at, ReadOnlySpan<char> text, out IReadOnlyDictionary<string, string>? options)
    {
        options = null;
        var end = at + 1;
        while (end < pieces.Count && end - at < LongestMap && !pieces[end].Is('}') && !pieces[end].Is('{'))
        {
            end++;
        }

        if (!pieces[at].Is('{') || end >= pieces.Count || !pieces[end].Is('}'))
        {
            return 0;
        }

        options = Parse(text[pieces[at].End..pieces[end].Start]);
        return end + 1 - at;
    }

    private static Dictionary<string, string> Parse(ReadOnlySpan<char> body)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in body.Split(','))
        {
            var pair = body[part];
            var colon = pair.IndexOf(':');
            if (colon > 0)
            {
                options[Compact(pair[..colon])] = Compact(pair[(colon + 1)..]);
            }
        }

        return options;
    }

    /// <summary>Letters and digits only, so that "Wi-Fi + Cellular" equals "wifi cellular".</summary>
    public static string Compact(ReadOnlySpan<char> text) => string.Concat(Folding.Fold(text).Where(char.IsLetterOrDigit));
}
