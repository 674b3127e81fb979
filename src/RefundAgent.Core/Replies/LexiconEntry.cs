using System.Collections.Immutable;
using RefundAgent.Reading;

namespace RefundAgent.Replies;

/// <summary>
/// One entry of a list of words, folded as texts are: <c>word</c>, <c>stem*</c>, <c>*ending</c>, or several of them in a row with <c>_</c>
/// between.
/// </summary>
internal sealed record LexiconEntry(ImmutableArray<LexiconWord> Words)
{
    /// <summary>The letters alone.</summary>
    public string Text => string.Concat(Words.Select(word => word.Letters));

    public static LexiconEntry Parse(string entry) => new([.. entry.Split('_').Select(LexiconWord.Parse)]);

    /// <summary>True where the entry stands at that place of a text.</summary>
    /// <param name="words">The text.</param>
    /// <param name="place">Of the entry's first word.</param>
    /// <param name="first">How the word there is read.</param>
    public bool IsAt(ImmutableArray<string> words, int place, string first)
    {
        if (place + Words.Length > words.Length || !Words[0].Fits(first))
        {
            return false;
        }

        for (var at = 1; at < Words.Length; at++)
        {
            if (!Words[at].Fits(words[place + at]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <param name="Letters">Folded.</param>
/// <param name="IsStem">Anything may follow.</param>
/// <param name="IsEnding">Anything may come before.</param>
internal sealed record LexiconWord(string Letters, bool IsStem, bool IsEnding)
{
    public static LexiconWord Parse(string word) => new(Folding.Fold(word.Trim('*')), word.EndsWith('*'), word.StartsWith('*'));

    public bool Fits(string word) =>
        IsStem ? word.StartsWith(Letters, StringComparison.Ordinal)
        : IsEnding ? word.EndsWith(Letters, StringComparison.Ordinal)
        : word == Letters;
}
