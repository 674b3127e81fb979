using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>What the customer's own orders hold, by every way in which the products' names are commonly shortened.</summary>
internal sealed partial class Catalogue
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
}
