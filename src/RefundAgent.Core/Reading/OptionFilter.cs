namespace RefundAgent.Reading;

/// <summary>Keeps the lines whose options are those that were said; an option that none of them has is a doubt, not a miss.</summary>
internal static class OptionFilter
{
    public static List<Line> Apply(List<Line> lines, NamedItem named, Draft draft)
    {
        if (named.Options is { } options)
        {
            return lines.FindAll(line => options.All(option => Has(line, option.Key, option.Value)));
        }

        foreach (var detail in named.Details)
        {
            lines = ApplyWord(lines, detail, named, draft);
        }

        return lines;
    }

    private static List<Line> ApplyWord(List<Line> lines, string word, NamedItem named, Draft draft)
    {
        var fitting = lines.FindAll(line => Mentions(line, word));
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

    private static bool Mentions(Line line, string word) =>
        line.Item.Options.Values.Any(value => Lexer.Cut(value).Exists(piece => piece.Text == word))
        || Lexer.Cut(line.Item.Name).Exists(piece => piece.Text == word);
}
