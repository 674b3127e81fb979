using System.Globalization;
using System.Text;

namespace RefundAgent.Reading;

/// <summary>
/// Makes spellings of one word equal: lower case, no accents, no invisible characters, full-width forms as ASCII.
/// By table and not by Unicode normalization, which is unavailable where globalization is invariant.
/// </summary>
internal static class Folding
{
    private const int FirstAccented = 0xC0;

    // One entry a code point from U+00C0 to U+017F; '*' marks the ones that become two letters.
    private const string Plain =
        "aaaaaa*ceeeeiiiidnooooo×ouuuuy**aaaaaa*ceeeeiiiidnooooo÷ouuuuy*y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll" +
        "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    public static void Append(StringBuilder word, char letter)
    {
        if (letter < 0x80)
        {
            word.Append(char.ToLowerInvariant(letter));
        }
        else if (letter - FirstAccented is >= 0 and var place && place < Plain.Length)
        {
            AppendAccented(word, letter, Plain[place]);
        }
        else if (letter is >= '！' and <= '～')
        {
            word.Append(char.ToLowerInvariant((char)(letter - '！' + '!')));
        }
        else if (!IsInvisible(letter))
        {
            word.Append(char.ToLowerInvariant(letter));
        }
    }

    /// <summary>Combining marks and formatting characters: part of a word for the eye, but not for its meaning.</summary>
    public static bool IsInvisible(char letter) => letter >= 0x80 && CharUnicodeInfo.GetUnicodeCategory(letter)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    public static bool IsApostrophe(char letter) => letter is '\'' or '’' or '‘' or '`' or '´' or 'ʼ';

    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            Append(folded, letter);
        }

        return folded.ToString();
    }

    private static void AppendAccented(StringBuilder word, char letter, char plain) => _ = plain == '*'
        ? word.Append(letter switch
        {
            'Æ' or 'æ' => "ae",
            'Œ' or 'œ' => "oe",
            'ß' => "ss",
            'Þ' or 'þ' => "th",
            _ => "ij",
        })
        : word.Append(plain);
}
