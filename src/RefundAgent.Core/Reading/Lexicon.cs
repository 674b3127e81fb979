using System.Collections.Frozen;

namespace RefundAgent.Reading;

/// <summary>Finds the longest phrase of the vocabulary at a place in the text.</summary>
internal static class Lexicon
{
    private const int LongestPhrase = 6;

    private static readonly FrozenDictionary<string, Entry> Entries = Load();

    /// <summary>Words that begin a phrase of several, with the length of the longest.</summary>
    private static readonly FrozenDictionary<string, int> Beginnings = LoadBeginnings();

    public readonly record struct Entry(Concept Concept, bool Foreign);

    public static bool Knows(string word) => Entries.ContainsKey(word);

    /// <returns>Pieces consumed; 0 where no word or phrase begins here.</returns>
    public static int Find(List<Piece> pieces, int at, out Entry entry)
    {
        entry = default;
        var first = pieces[at].Text;
        if (Beginnings.TryGetValue(first, out var longest))
        {
            for (var words = Math.Min(longest, LongestPhrase); words > 1; words--)
            {
                if (Phrase(pieces, at, words) is (var phrase, var length) && Entries.TryGetValue(phrase, out entry))
                {
                    return length;
                }
            }
        }

        return Entries.TryGetValue(first, out entry) ? 1 : 0;
    }

    /// <summary>Words in a row, hyphens between them passed over.</summary>
    private static (string Phrase, int Length)? Phrase(List<Piece> pieces, int at, int words)
    {
        var phrase = pieces[at].Text;
        var next = at + 1;
        for (var taken = 1; taken < words; taken++)
        {
            if (next < pieces.Count && pieces[next].Is('-'))
            {
                next++;
            }

            if (next >= pieces.Count || !(pieces[next].IsWord || pieces[next].Is('#')))
            {
                return null;
            }

            phrase = $"{phrase} {pieces[next++].Text}";
        }

        return (phrase, next - at);
    }

    private static FrozenDictionary<string, Entry> Load()
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        Add(entries, EnglishWords.Table, foreign: false);
        Add(entries, EuropeanWords.Table, foreign: true);
        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, Entry> entries, (Concept Concept, string Words)[] table, bool foreign)
    {
        foreach (var (concept, words) in table)
        {
            foreach (var word in words.Split('|'))
            {
                entries.TryAdd(word, new Entry(concept, foreign));
            }
        }
    }

    private static FrozenDictionary<string, int> LoadBeginnings()
    {
        var beginnings = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var phrase in Entries.Keys)
        {
            var words = phrase.Split(' ');
            if (words.Length > 1)
            {
                beginnings[words[0]] = Math.Max(words.Length, beginnings.GetValueOrDefault(words[0]));
            }
        }

        return beginnings.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
