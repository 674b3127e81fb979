using System.Globalization;

namespace RefundAgent.Replies;

/// <summary>
/// What a frame may look like, whatever it says. Characters are allowed by name: everything else (invisible ones, look-alikes of other
/// scripts, styled letters, signs of money) is refused without being understood.
/// </summary>
internal static class FrameShape
{
    private const string Punctuation = " \n\u00a0\u202f.,;:!?'’‘\"“”„«»‹›()-–—…¿¡、。，！？：；「」『』（）・";

    /// <summary>Letters that stand alone one after another spell a word that no list would find.</summary>
    private const int MostSingleLetters = 2;

    public static IEnumerable<string> RulesBroken(string text)
    {
        var (latin, eastAsian) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            latin |= Script.IsLatin(letter);
            eastAsian |= Script.IsKana(letter) || Script.IsHan(letter);
            if (RuleAgainst(text, at) is { } rule)
            {
                yield return rule;
            }
        }

        if ((latin && eastAsian) || IsSpelledOut(text))
        {
            yield return FrameRules.Characters;
        }
    }

    private static string? RuleAgainst(string text, int at)
    {
        var letter = text[at];
        var before = at > 0 ? text[at - 1] : ' ';
        if (Script.IsLatin(letter))
        {
            // A capital I in a word looks like an l.
            return char.IsUpper(letter) && char.IsLower(before) ? FrameRules.Characters
                : before is '.' or ':' or ';' ? FrameRules.Links
                : null;
        }

        return Script.IsKana(letter) || Script.IsHan(letter) || Punctuation.Contains(letter) || IsAccentOf(before, letter) ? null
            : CharUnicodeInfo.GetUnicodeCategory(text, at) switch
            {
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => FrameRules.Digits,
                UnicodeCategory.CurrencySymbol => FrameRules.Money,
                _ when letter is '@' or '/' or '\\' or '#' or '_' or '&' or '=' => FrameRules.Links,
                _ when letter is '%' or '‰' => FrameRules.Money,
                _ => FrameRules.Characters,
            };
    }

    /// <summary>An accent that was written after its letter; only those that the languages have, since others strike letters out.</summary>
    private static bool IsAccentOf(char before, char mark) =>
        Script.IsLatin(before) && mark is '\u0300' or '\u0301' or '\u0302' or '\u0303' or '\u0306' or '\u0307' or '\u0308' or '\u030a' or '\u030b' or '\u030c' or '\u0327' or '\u0328';

    private static bool IsSpelledOut(string text)
    {
        var single = 0;
        foreach (var word in FrameWords.Of(text))
        {
            single = word.Length == 1 && !Script.IsHan(word[0]) && !Script.IsKana(word[0]) ? single + 1 : 0;
            if (single > MostSingleLetters)
            {
                return true;
            }
        }

        return false;
    }
}
