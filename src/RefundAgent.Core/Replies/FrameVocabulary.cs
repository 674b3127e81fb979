using System.Collections.Immutable;
using RefundAgent.Amounts;

namespace RefundAgent.Replies;

/// <summary>
/// What a frame may say. The words of its own language are all looked up; of the other languages the long ones, because a sentence in
/// another language must not slip through; and every sentence has to be made of the language's own common words for a part.
/// </summary>
internal static class FrameVocabulary
{
    /// <summary>The part of a sentence's words that must be common ones.</summary>
    private const double Share = 0.3;

    /// <summary>From this part on it does not matter that another language has still more of them.</summary>
    private const double Plenty = 0.5;

    private static readonly char[] SentenceEnds = ['.', '!', '?', '…', '\n'];

    public static IEnumerable<string> RulesBroken(string text)
    {
        if (LanguageGuess.Of(text) is not { } language || FrameLexicon.Of(language) is not { } lexicon)
        {
            return [FrameRules.Language];
        }

        return lexicon.IsEastAsian ? EastAsianFrame.RulesBroken(text, lexicon) : InWords(text, lexicon);
    }

    private static IEnumerable<string> InWords(string text, FrameLexicon lexicon)
    {
        if (text.Split(SentenceEnds).Select(sentence => FrameWords.Of(sentence)).Any(words => !IsIn(lexicon, words)))
        {
            yield return FrameRules.Language;
        }

        if (HasCurrencyCode(text))
        {
            yield return FrameRules.Money;
        }

        var words = WithoutCourtesy(FrameWords.Of(text), lexicon);
        for (var at = 0; at < words.Length; at++)
        {
            foreach (var rule in FrameEntries.For(lexicon).RulesAgainst(words, at))
            {
                yield return rule;
            }
        }
    }

    /// <summary>Made of the language's own common words for a part, and not more of another's unless by half.</summary>
    private static bool IsIn(FrameLexicon lexicon, ImmutableArray<string> sentence)
    {
        var own = sentence.Count(lexicon.Common.Contains);
        return own >= sentence.Length * Plenty
            || (own >= sentence.Length * Share && FrameLexicon.Latin.All(other => sentence.Count(other.Common.Contains) <= own));
    }

    /// <summary>Turns of courtesy stand as blanks, which no entry fits.</summary>
    private static ImmutableArray<string> WithoutCourtesy(ImmutableArray<string> words, FrameLexicon lexicon)
    {
        var left = words.ToBuilder();
        for (var at = 0; at < words.Length; at++)
        {
            foreach (var fine in lexicon.Fine.Where(entry => entry.IsAt(words, at, words[at])))
            {
                for (var place = at; place < at + fine.Words.Length; place++)
                {
                    left[place] = "";
                }
            }
        }

        return left.ToImmutable();
    }

    private static bool HasCurrencyCode(string text)
    {
        for (var at = 0; at + 3 <= text.Length; at++)
        {
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + 3 == text.Length || !char.IsLetter(text[at + 3])) && Currency.TryParse(text.Substring(at, 3), out _))
            {
                return true;
            }
        }

        return false;
    }
}
