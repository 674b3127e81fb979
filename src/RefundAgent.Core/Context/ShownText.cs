using System.Globalization;
using System.Text;

namespace RefundAgent.Context;

/// <summary>
/// Makes text from outside safe to read: what cannot be seen, or would reorder what stands beside it, is written as its code, and what is
/// long is cut. It says nothing about HTML or terminals: whoever prints it encodes it for there.
/// </summary>
public static class ShownText
{
    private const int Longest = 60;

    /// <summary>Accents on one letter; more of them grow into the lines above and below.</summary>
    private const int MostMarks = 2;

    /// <summary>Blank letters and signs that Unicode does not count among the invisible ones.</summary>
    private const string Blanks = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    /// <param name="text">Of any length and content.</param>
    /// <param name="most">Characters as a reader counts them, before the ellipsis.</param>
    /// <returns>One line.</returns>
    public static string Of(string text, int most = Longest) => Of(text, most, "");

    /// <summary>In quotation marks, so that a value cannot be taken for the words around it.</summary>
    public static string Quoted(string text, int most = Longest) => $"\"{Of(text, most, "\\\"")}\"";

    private static string Of(string text, int most, string special)
    {
        var shown = new StringBuilder();
        var (letters, marks) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (letters++ == most)
            {
                return shown.Append('…').ToString();
            }

            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks || IsUnseen(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                shown.Append(rune.IsAscii && special.Contains((char)rune.Value, StringComparison.Ordinal) ? "\\" : "").Append(rune.ToString());
            }
        }

        return shown.ToString();
    }

    private static bool IsUnseen(Rune rune) =>
        (rune.IsBmp && Blanks.Contains((char)rune.Value, StringComparison.Ordinal))
        || rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
