using System.Collections.Frozen;

namespace RefundAgent.Privacy;

/// <summary>
/// Tells a telephone number by its plus or its zeros, by a word like "phone" before it, or by a grouping that its country writes and hardly
/// anything else has. Ten bare figures without any of these may be an item's id, and are left.
/// </summary>
internal static class PhoneNumber
{
    private const int MostDigits = 15;
    private const int FewestInternational = 8;
    private const int FewestAnnounced = 6;

    /// <summary>How national numbers without a leading zero are grouped, and the figures that they begin with.</summary>
    private static readonly FrozenDictionary<string, string> Groupings = new Dictionary<string, string>
    {
        ["3-3-4"] = "23456789", // North America, Greece, Italy, Colombia
        ["1-3-3-4"] = "1", // North America, with its 1
        ["1-3-3-2-2"] = "78", // Russia
        ["3-3-2-2"] = "3456789", // Russia, Ukraine, Turkey
        ["3-3-3"] = "56789", // Spain, Portugal, Poland, Czechia
        ["3-2-2-2"] = "56789", // Spain
        ["2-3-2-2"] = "89", // Spain
        ["2-4-4"] = "123456789", // Brazil, Mexico, Argentina
        ["2-5-4"] = "123456789", // Brazil
        ["5-5"] = "6789", // India
        ["3-4-4"] = "1", // China
        ["3-7"] = "3", // Italy
        ["3-6"] = "3",
        ["1-4-4"] = "9", // Chile
        ["4-3-3"] = "1", // Australia
    }.ToFrozenDictionary();

    /// <returns>How many of the groups are the number; 0 where none begins here.</returns>
    public static int Match(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> run)
    {
        var hasPlus = HasPlus(text, run[0].Start, out _);
        if (!hasPlus && (IsTight(text, run[0]) || IsOfMoney(text, run[0]) || Labels.NameAnId(text, run[0].Start)))
        {
            return 0;
        }

        var announced = !hasPlus && Labels.NameAPhone(text, run[0].Start);
        for (var groups = run.Length; groups > 0; groups--)
        {
            var digits = run[groups - 1].End - run[0].Start <= MostDigits * 4 ? Digits(run[..groups]) : int.MaxValue;
            if (digits > MostDigits || (groups < run.Length && !hasPlus && IsTight(text, run[groups])))
            {
                continue;
            }

            if (hasPlus ? digits >= FewestInternational
                : (announced && digits >= FewestAnnounced) || (!IsDecimal(text, run[groups - 1].End) && IsNational(text, run[..groups], digits)))
            {
                return groups;
            }
        }

        return 0;
    }

    /// <summary>With the plus and the parenthesis before it.</summary>
    public static int StartOf(ReadOnlySpan<char> text, DigitGroup first) =>
        HasPlus(text, first.Start, out var start) ? start : first.Start > 0 && text[first.Start - 1] is '(' or '（' ? first.Start - 1 : first.Start;

    private static bool HasPlus(ReadOnlySpan<char> text, int digits, out int start)
    {
        start = digits;
        while (start > 0 && digits - start < 2 && text[start - 1] is '(' or '（' or ' ')
        {
            start--;
        }

        start--;
        return start >= 0 && text[start] is '+' or '＋' && (start == 0 || !char.IsLetterOrDigit(text[start - 1]));
    }

    private static bool IsNational(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> run, int digits)
    {
        Span<char> shape = stackalloc char[run.Length * 2];
        for (var group = 0; group < run.Length; group++)
        {
            shape[group * 2] = (char)('0' + Math.Min(run[group].Length, 9));
            shape[(group * 2) + 1] = '-';
        }

        var leading = DigitGroup.Digit(text[run[0].Start]);
        if (leading == 0)
        {
            return IsTrunk(text, run, digits);
        }

        if (run.Length == 1)
        {
            return digits == 11 && leading == 1 && DigitGroup.Digit(text[run[0].Start + 1]) >= 3; // A mobile number of China.
        }

        return Groupings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(shape[..^1], out var leadings) && leadings.Contains((char)('0' + leading), StringComparison.Ordinal);
    }

    /// <summary>The zero of a long-distance call, or both of one abroad; a lone zero before a point is a fraction.</summary>
    private static bool IsTrunk(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> run, int digits)
    {
        var second = run[0].Length > 1 ? DigitGroup.Digit(text[run[0].Start + 1]) : -1;
        return second == 0
            ? digits >= 11 && DigitGroup.Digit(text[run[0].Length > 2 ? run[0].Start + 2 : run[^1].Start]) > 0
            : second > 0 && digits >= (run.Length == 1 ? 10 : 9) && digits <= 12;
    }

    private static int Digits(ReadOnlySpan<DigitGroup> run)
    {
        var digits = 0;
        foreach (var group in run)
        {
            digits += group.Length;
        }

        return digits;
    }

    /// <summary>Joined to the group before without a blank: a part of something, and no number's beginning.</summary>
    private static bool IsTight(ReadOnlySpan<char> text, DigitGroup group) =>
        group.Start > 0 && text[group.Start - 1] is '-' or '.' or '/' or ',' or ':' && group.Start > 1 && char.IsLetterOrDigit(text[group.Start - 2])
        && !(char.IsLetter(text[group.Start - 2]) && text[group.Start - 1] is '.' or ':');

    private static bool IsOfMoney(ReadOnlySpan<char> text, DigitGroup first)
    {
        var before = text[..first.Start].TrimEnd(' ');
        return !before.IsEmpty && char.GetUnicodeCategory(before[^1]) == System.Globalization.UnicodeCategory.CurrencySymbol;
    }

    /// <summary>Cents, or a sign of money, follow.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text, int end)
    {
        var after = text[end..];
        after = after.StartsWith(" ") ? after[1..] : after;
        return (text.Length > end + 1 && text[end] is ',' or '.' && char.IsAsciiDigit(text[end + 1]))
            || (!after.IsEmpty && char.GetUnicodeCategory(after[0]) == System.Globalization.UnicodeCategory.CurrencySymbol);
    }
}
