using System.Collections.Frozen;

namespace RefundAgent.Privacy;

/// <summary>Finds international bank account numbers, blanks or not, by their country's length and their check digits (ISO 13616).</summary>
internal static class IbanFinder
{
    private const int Longest = 34;

    /// <summary>Lengths by country, as SWIFT's registry lists them.</summary>
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 "
        + "GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
        + "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        + "UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..], System.Globalization.CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        var lengths = Lengths.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at + 4 <= text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3]) && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                && lengths.TryGetValue(text.Slice(at, 2), out var length) && EndOf(text, at, length) is var end and > 0)
            {
                found.Add(new PersonalSpan(PersonalKind.Iban, at, end));
                at = end - 1;
            }
        }
    }

    /// <returns>0 where it is none.</returns>
    private static int EndOf(ReadOnlySpan<char> text, int start, int length)
    {
        Span<char> letters = stackalloc char[Longest];
        var (count, at) = (0, start);
        while (count < length && at < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                letters[count++] = char.ToUpperInvariant(text[at]);
            }
            else if (text[at] is not (' ' or '-' or '\u00a0' or '\u202f') || !char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                return 0;
            }

            at++;
        }

        var isWhole = count == length && (at == text.Length || !char.IsAsciiLetterOrDigit(text[at]));
        return isWhole && Remainder(letters[4..count], Remainder(letters[..4], 0, out var tail), tail) == 1 ? at : 0;
    }

    /// <summary>Of the rest followed by country and check digits, read as one number with letters as 10 to 35.</summary>
    private static int Remainder(ReadOnlySpan<char> rest, int head, int tail) => ((Remainder(rest, 0, out _) * tail) + head) % 97;

    private static int Remainder(ReadOnlySpan<char> letters, int start, out int power)
    {
        power = 1;
        foreach (var letter in letters)
        {
            var (value, places) = char.IsAsciiDigit(letter) ? (letter - '0', 10) : (letter - 'A' + 10, 100);
            start = ((start * places) + value) % 97;
            power = power * places % 97;
        }

        return start;
    }
}
