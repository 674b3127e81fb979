using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace RefundAgent.Replies;

/// <summary>All entries that count against a frame in one language, found by their first letter.</summary>
internal sealed class FrameEntries
{
    /// <summary>An entry of a language that is not near is looked for from this length on: shorter ones mean something else too often.</summary>
    private const int Long = 5;

    /// <summary>Words that were cut are put together again from so many pieces.</summary>
    private const int MostPieces = 3;

    /// <summary>Letters that look like another.</summary>
    private static readonly ImmutableArray<(string Seen, string Meant)> LookAlikes = [("rn", "m"), ("vv", "w"), ("cl", "d")];

    /// <summary>Whoever reads one of them reads the other.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> Near = [["da", "sv"], ["es", "pt", "it"], ["cs", "pl"], ["de", "nl"]];

    private static readonly ConcurrentDictionary<string, FrameEntries> ByLanguage = new(StringComparer.Ordinal);

    private readonly FrameLexicon lexicon;
    private readonly ILookup<char, (string Rule, LexiconEntry Entry, bool IsOwn)> byLetter;
    private readonly ImmutableArray<(string Rule, LexiconEntry Entry)> endings;

    private FrameEntries(FrameLexicon lexicon)
    {
        this.lexicon = lexicon;
        var all = (from other in FrameLexicon.All
                   where !other.IsEastAsian
                   let isOwn = other == lexicon || other.IsEverywhere
                   let isNear = Near.Any(each => each.Contains(other.Language) && each.Contains(lexicon.Language))
                   from each in other.Refused
                   where other == lexicon || ((isOwn || isNear || IsLong(each.Entry)) && !lexicon.Common.Contains(each.Entry.Text))
                   select (each.Rule, each.Entry, isOwn)).ToArray();
        byLetter = all.Where(each => !each.Entry.Words[0].IsEnding).ToLookup(each => each.Entry.Words[0].Letters[0]);
        endings = [.. all.Where(each => each.isOwn && each.Entry.Words[0].IsEnding).Select(each => (each.Rule, each.Entry))];
    }

    public static FrameEntries For(FrameLexicon lexicon) => ByLanguage.GetOrAdd(lexicon.Language, _ => new FrameEntries(lexicon));

    /// <param name="words">A turn of courtesy stands as blanks.</param>
    /// <param name="at">The word to look up, with those that follow it.</param>
    public IEnumerable<string> RulesAgainst(ImmutableArray<string> words, int at)
    {
        if (words[at].Length == 0)
        {
            return [];
        }

        var byWord = from seen in Readings(words[at])
                     from each in byLetter[seen[0]]
                     where Counts(each.Entry, seen) && each.Entry.IsAt(words, at, seen)
                     select each.Rule;
        var byPieces = from joined in Joined(words, at)
                       from each in byLetter[joined[0]]
                       where each.IsOwn && each.Entry.Words is [{ Letters.Length: >= Long } word] && word.Letters.Length > words[at].Length && word.Fits(joined)
                       select each.Rule;
        return byWord.Concat(byPieces).Concat(endings.Where(each => Counts(each.Entry, words[at]) && each.Entry.IsAt(words, at, words[at])).Select(each => each.Rule));
    }

    private static bool IsLong(LexiconEntry entry) => entry.Words is [{ IsEnding: false, Letters.Length: >= Long }];

    /// <summary>A common word is refused only by name: a stem or an ending that it happens to have means another word.</summary>
    private bool Counts(LexiconEntry entry, string word) =>
        entry.Words is not [{ IsStem: true } or { IsEnding: true }] || !lexicon.Common.Contains(word);

    private static IEnumerable<string> Readings(string word) =>
        LookAlikes.Where(pair => word.Contains(pair.Seen, StringComparison.Ordinal))
            .Select(pair => word.Replace(pair.Seen, pair.Meant, StringComparison.Ordinal))
            .Prepend(word);

    /// <summary>"re-fund", "re fund"; words that are all common are what they seem.</summary>
    private IEnumerable<string> Joined(ImmutableArray<string> words, int at)
    {
        var joined = words[at];
        for (var next = at + 1; next < Math.Min(at + MostPieces, words.Length); next++)
        {
            joined += words[next];
            if (!words[at..(next + 1)].All(lexicon.Common.Contains))
            {
                yield return joined;
            }
        }
    }
}
