namespace RefundAgent.Replies;

/// <summary>BCP 47 tags as far as texts are chosen by them.</summary>
internal static class LanguageTag
{
    private const int MaxLength = 35;

    /// <summary>In one spelling (<c>pt_br</c> is <c>pt-BR</c>); null where it is no tag at all.</summary>
    public static string? Of(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag) || tag.Length > MaxLength)
        {
            return null;
        }

        var subtags = tag.Trim().Replace('_', '-').Split('-');
        var isTag = subtags[0].Length is 2 or 3 && subtags[0].All(char.IsAsciiLetter)
            && subtags.Skip(1).All(subtag => subtag.Length is >= 1 and <= 8 && subtag.All(char.IsAsciiLetterOrDigit));
        return isTag ? string.Join('-', subtags.Select(Spelled)) : null;
    }

    /// <summary>The language alone: <c>pt</c> of <c>pt-BR</c>.</summary>
    public static string Primary(string tag) => tag.Split('-')[0];

    /// <summary>From the tag itself to the language alone, closest first.</summary>
    public static IEnumerable<string> Chain(string tag)
    {
        for (var end = tag.Length; end > 0; end = tag.LastIndexOf('-', end - 1))
        {
            yield return tag[..end];
        }
    }

    private static string Spelled(string subtag, int place) => (place, subtag.Length) switch
    {
        ( > 0, 2) => subtag.ToUpperInvariant(),
        ( > 0, 4) => char.ToUpperInvariant(subtag[0]) + subtag[1..].ToLowerInvariant(),
        _ => subtag.ToLowerInvariant(),
    };
}
