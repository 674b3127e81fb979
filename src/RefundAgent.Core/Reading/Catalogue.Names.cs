namespace RefundAgent.Reading;

/// <content>The names under which a line is entered.</content>
internal sealed partial class Catalogue
{
    private void Add(Line line)
    {
        var id = Folding.Fold(line.Item.Id.Value);
        if (id.Length >= 4 && id.Any(char.IsAsciiDigit))
        {
            Register(byId, id, line);
        }

        var words = Lexer.Cut(line.Item.Name).Where(piece => piece.IsWord).Select(piece => piece.Text).Take(12).ToList();
        if (words.Count == 0)
        {
            return;
        }

        plurals.UnionWith(words.Where(word => Spelling.Singular(word) != word));
        fullNames.Add(string.Concat(words.Select(Spelling.Singular)));
        AddEndings(words, line);
        if (words.Count > 1 && ItemWords.Packagings.Contains(Spelling.Singular(words[^1])))
        {
            AddEndings(words[..^1], line);
        }
    }

    /// <summary>"Indoor Security Camera" is also called "security camera" and "camera", unless the ending means something else alone.</summary>
    private void AddEndings(List<string> words, Line line)
    {
        for (var first = 0; first < words.Count; first++)
        {
            var ending = words.Skip(first).Select(Spelling.Singular).ToList();
            var name = string.Concat(ending);
            var isWhole = first == 0;
            if (isWhole ? !(ending.Count == 1 && Lexicon.Knows(words[0]) && words[0].Length < 4) : IsNoun(ending[0], words[first], ending.Count))
            {
                Register(byName, name, line);
            }
        }
    }

    private static bool IsNoun(string word, string written, int count) =>
        count > 1 || (word.Length >= 3 && !ItemWords.Packagings.Contains(word) && !Lexicon.Knows(word) && !Lexicon.Knows(written)
            && !char.IsAsciiDigit(word[0]));

    private static void Register(Dictionary<string, List<Line>> index, string key, Line line)
    {
        if (!index.TryGetValue(key, out var lines))
        {
            index.Add(key, lines = []);
        }

        if (!lines.Contains(line))
        {
            lines.Add(line);
        }
    }
}
