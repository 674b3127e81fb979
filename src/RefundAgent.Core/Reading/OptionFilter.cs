namespace RefundAgent.Reading;

/// <summary>Keeps the lines whose options are those that were said; an option that none of them has is a doubt, not a miss.</summary>
internal static class OptionFilter
{
    private const int ShortestStem = 5;

    public static List<Line> Apply(List<Line> lines, NamedItem named, Draft draft)
    {
        if (named.Options is { } options)
        {
            return lines.FindAll(line => options.All(option => Has(line, option.Key, option.Value)));
        }

        foreach (var (word, denied) in named.Traits)
        {
            lines = ApplyTrait(lines, word, denied);
        }

        foreach (var detail in named.Details)
        {
            lines = ApplyWord(lines, detail, named, draft);
        }

        return lines;
    }

    /// <summary>"waterproof", "not resistant": an option that says yes or no, by the beginning of its name.</summary>
    private static List<Line> ApplyTrait(List<Line> lines, string word, bool denied)
    {
        var fitting = lines.FindAll(line => line.Item.Options.Any(option => IsSwitch(option.Value, !denied) && IsAbout(option.Key, word)));
        return fitting.Count > 0 ? fitting : lines;
    }

    private static bool IsSwitch(string value, bool on) => value.Equals(on ? "yes" : "no", StringComparison.OrdinalIgnoreCase)
        || value.Equals(on ? "true" : "false", StringComparison.OrdinalIgnoreCase);

    private static bool IsAbout(string key, string word) => word.Length >= ShortestStem
        && Lexer.Cut(key).Exists(piece => piece.Text.Length >= ShortestStem && piece.Text.AsSpan(0, ShortestStem).SequenceEqual(word.AsSpan(0, ShortestStem)));

    private static List<Line> ApplyWord(List<Line> lines, string word, NamedItem named, Draft draft)
    {
        var fitting = lines.FindAll(line => Mentions(line, word));
        fitting = fitting.Count > 0 || !lines.Exists(line => line.Item.Options.Keys.Any(key => IsAbout(key, word))) ? fitting : ApplyTrait(lines, word, denied: false);
        if (fitting.Count > 0)
        {
            return fitting;
        }

        if (!IsPlain(word))
        {
            draft.Add(DoubtKind.UnknownItem, $"{word} {named.Words}");
        }

        return lines;
    }

    /// <summary>A word of the vocabulary says nothing about the variant; a strange one may be a colour or a brand that the customer has not.</summary>
    private static bool IsPlain(string word) => Lexicon.Knows(word);

    private static bool Has(Line line, string key, string value)
    {
        foreach (var option in line.Item.Options)
        {
            if (OptionMap.Compact(option.Key) == key)
            {
                return OptionMap.Compact(option.Value) == value;
            }
        }

        return false;
    }

    public static bool Mentions(Line line, string word) =>
        line.Item.Options.Values.Any(value => Lexer.Cut(value).Exists(piece => piece.Text == word))
        || Lexer.Cut(line.Item.Name).Exists(piece => piece.Text == word);
}
