using System.Globalization;

namespace RefundAgent.Privacy;

/// <summary>Figures in a row.</summary>
/// <param name="Gap">Blanks and marks of a written number between the group before and this one; 0 where they do not belong together.</param>
/// <param name="Glued">A letter, an underscore or a number sign touches it, as in <c>#W6619432</c>, <c>gift_card_4</c> and <c>128GB</c>.</param>
internal readonly record struct DigitGroup(int Start, int End, int Gap, bool Glued)
{
    private const int WidestGap = 3;

    /// <summary>Scripts above are written without blanks: a figure beside a letter of theirs stands by itself.</summary>
    private const char FirstWithoutBlanks = '\u2e80';

    public int Length => End - Start;

    public static List<DigitGroup> Cut(ReadOnlySpan<char> text)
    {
        var groups = new List<DigitGroup>();
        for (var at = 0; at < text.Length; at++)
        {
            if (Digit(text[at]) < 0)
            {
                continue;
            }

            var start = at;
            while (at < text.Length && Digit(text[at]) >= 0)
            {
                at++;
            }

            var glued = (start > 0 && IsGlue(text[start - 1])) || (at < text.Length && IsGlue(text[at]) && text[at] != '#');
            groups.Add(new DigitGroup(start, at, groups.Count == 0 ? 0 : GapBetween(text, groups[^1].End, start), glued));
        }

        return groups;
    }

    /// <summary>Of any script; -1 for anything else.</summary>
    public static int Digit(char letter) => char.IsAsciiDigit(letter) ? letter - '0' : letter < '\u0660' ? -1 : CharUnicodeInfo.GetDecimalDigitValue(letter);

    private static int GapBetween(ReadOnlySpan<char> text, int from, int to)
    {
        if (to - from > WidestGap)
        {
            return 0;
        }

        foreach (var letter in text[from..to])
        {
            if (!IsInNumbers(letter))
            {
                return 0;
            }
        }

        return to - from;
    }

    private static bool IsInNumbers(char letter) => letter is ' ' or '\t' or '\u00a0' or '\u2009' or '\u202f' or '\u3000'
        or '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '－' or '.' or '/' or '(' or ')' or '（' or '）';

    private static bool IsGlue(char letter) => letter is '_' or '#' || (letter < FirstWithoutBlanks && char.IsLetter(letter));
}
