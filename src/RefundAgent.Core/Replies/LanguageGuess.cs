using System.Collections.Immutable;

namespace RefundAgent.Replies;

/// <summary>
/// Tells the language of a text where the text alone makes it plain, by its commonest words and, for Japanese and Chinese, its script; else
/// says nothing. A wrong guess answers a customer in a language that they may not read, so it is nothing that is guessed cheaply.
/// </summary>
public static class LanguageGuess
{
    /// <summary>Words of its own that a language must show; a word that several languages share counts for each in part.</summary>
    private const double Enough = 2;

    /// <summary>By how much the first must lead the second.</summary>
    private const double Lead = 1.6;

    /// <summary>The part of all words that must be common ones: less is a list of names, or another language.</summary>
    private const double Share = 0.25;

    /// <summary>The part of all letters that must be of the script, so that one name in it does not decide.</summary>
    private const double ScriptShare = 0.5;

    /// <returns>A language of <see cref="FrameLexicon.All"/>; null where it is not plain.</returns>
    public static string? Of(string text) => OfScript(text) ?? OfWords(FrameWords.Of(text));

    internal static string? OfWords(ImmutableArray<string> words)
    {
        var scores = FrameLexicon.Latin
            .Select(lexicon => (lexicon.Language, Common: words.Count(lexicon.Common.Contains), Score: words.Sum(word => lexicon.Weight(word))))
            .OrderByDescending(each => each.Score)
            .ThenBy(each => each.Language, StringComparer.Ordinal)
            .ToArray();
        var (best, second) = (scores[0], scores[1]);
        return best.Score >= Enough && best.Score >= second.Score * Lead && best.Common >= words.Length * Share ? best.Language : null;
    }

    private static string? OfScript(string text)
    {
        var (letters, kana, han) = (0, 0, 0);
        foreach (var letter in text)
        {
            letters += char.IsLetter(letter) ? 1 : 0;
            kana += Script.IsKana(letter) ? 1 : 0;
            han += Script.IsHan(letter) ? 1 : 0;
        }

        return kana + han == 0 || kana + han < letters * ScriptShare ? null
            : kana == 0 ? "zh"
            : kana * 5 >= kana + han ? "ja"
            : null;
    }
}
