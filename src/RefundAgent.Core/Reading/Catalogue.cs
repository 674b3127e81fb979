using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>What the customer's own orders hold, by every way in which the products' names are commonly shortened.</summary>
internal sealed class Catalogue
{
    private const int LongestName = 5;

    private readonly Dictionary<string, List<Line>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Line>> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Line>?> guesses = new(StringComparer.Ordinal);
    private readonly HashSet<string> fullNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> plurals = new(StringComparer.Ordinal);

    public Catalogue(ImmutableArray<Order> orders)
    {
        foreach (var order in orders)
        {
            foreach (var item in order.Items)
            {
                Add(new Line(order, item));
            }
        }
    }

    /// <returns>Pieces consumed; 0 where nothing that the customer bought is named here.</returns>
    public int Find(List<Piece> pieces, int at, out Naming? naming)
    {
        naming = null;
        if (byId.TryGetValue(pieces[at].Text, out var lines))
        {
            naming = new Naming(lines, IsPlural: false, IsExact: true);
            return 1;
        }

        var found = 0;
        var compact = string.Empty;
        for (int words = 0, next = at; words < LongestName && next < pieces.Count && pieces[next].IsWord; words++)
        {
            compact += Spelling.Singular(pieces[next].Text);
            next++;
            if (Named(compact, words) is { } named)
            {
                naming = new Naming(named, IsPlural(pieces[next - 1].Text), fullNames.Contains(compact));
                found = next - at;
            }

            next += next < pieces.Count && pieces[next].Is('-') ? 1 : 0;
        }

        return found;
    }

    /// <summary>A word that nobody knows, read as a slip of the pen; alone or with the word behind it.</summary>
    public int Guess(List<Piece> pieces, int at, out Naming? naming)
    {
        var next = at + 1 < pieces.Count && pieces[at + 1].Is('-') ? at + 2 : at + 1;
        if (next < pieces.Count && pieces[next].IsWord
            && Near(Spelling.Singular(pieces[at].Text) + Spelling.Singular(pieces[next].Text)) is { } both)
        {
            naming = new Naming(both, IsPlural(pieces[next].Text), IsExact: false);
            return next + 1 - at;
        }

        naming = Near(Spelling.Singular(pieces[at].Text)) is { } one ? new Naming(one, IsPlural(pieces[at].Text), IsExact: false) : null;
        return naming is null ? 0 : 1;
    }

    private List<Line>? Near(string written)
    {
        if (!guesses.TryGetValue(written, out var lines))
        {
            var near = byName.Keys.Where(name => Spelling.IsNear(written, name)).Take(2).ToList();
            lines = near.Count == 1 ? byName[near[0]] : null;
            guesses.Add(written, lines);
        }

        return lines;
    }

    private List<Line>? Named(string compact, int words)
    {
        byName.TryGetValue(compact, out var exact);
        if (ItemWords.Covers.TryGetValue(compact, out var covered) && !fullNames.Contains(compact))
        {
            return Union(exact, covered);
        }

        return exact ?? (ItemWords.StandsFor.TryGetValue(compact, out var meant) ? Union(null, meant) : null)
            ?? (words == 0 && ItemWords.Abroad.TryGetValue(compact, out var abroad) ? Union(null, abroad) : null);
    }

    private List<Line>? Union(List<Line>? exact, string[] names)
    {
        var lines = new List<Line>(exact ?? []);
        foreach (var name in names)
        {
            if (byName.TryGetValue(name, out var more))
            {
                lines.AddRange(more.Where(line => !lines.Contains(line)));
            }
        }

        return lines.Count > 0 ? lines : null;
    }

    private bool IsPlural(string word) => Spelling.Singular(word) != word && !plurals.Contains(word);

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
