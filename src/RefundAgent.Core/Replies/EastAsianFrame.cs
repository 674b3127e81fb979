using System.Collections.Immutable;

namespace RefundAgent.Replies;

/// <summary>
/// A frame in Japanese or Chinese: there are no blanks to tell words by, so entries are looked for anywhere, and signs between the
/// characters do not hide one.
/// </summary>
internal static class EastAsianFrame
{
    /// <summary>The part of a Japanese sentence that is hiragana; without it a sentence is Chinese, or nobody's.</summary>
    private const double HiraganaShare = 0.2;

    /// <summary>A name with an honorific has no hiragana; so short a text is left to the lists.</summary>
    private const int ShortSentence = 8;

    private static readonly char[] SentenceEnds = ['。', '！', '？', '…', '\n', '.', '!', '?'];

    public static IEnumerable<string> RulesBroken(string text, FrameLexicon lexicon)
    {
        var isJapanese = lexicon.Language == "ja";
        if (isJapanese
            ? text.Split(SentenceEnds).Select(Letters).Any(sentence => sentence.Length > ShortSentence && sentence.Count(Script.IsHiragana) < sentence.Length * HiraganaShare)
            : text.Any(Script.IsKana))
        {
            yield return FrameRules.Language;
        }

        var left = lexicon.Fine.OrderByDescending(fine => fine.Text.Length)
            .Aggregate(Letters(text), (rest, fine) => rest.Replace(fine.Text, "\n", StringComparison.Ordinal));
        foreach (var (rule, entry) in EntriesFor(lexicon))
        {
            if (left.Contains(entry, StringComparison.Ordinal))
            {
                yield return rule;
            }
        }
    }

    /// <summary>The two share their characters: what has more than one of them means nearly the same in the other.</summary>
    private static IEnumerable<(string Rule, string Entry)> EntriesFor(FrameLexicon own) =>
        from other in FrameLexicon.All
        where other.IsEastAsian
        from each in other.Refused
        let entry = Letters(each.Entry.Text)
        where other == own || (entry.Length > 1 && entry.All(Script.IsHan))
        select (each.Rule, entry);

    private static string Letters(string text) => string.Concat(text.Where(letter => Script.IsKana(letter) || Script.IsHan(letter)));
}
