namespace RefundAgent.Privacy;

/// <summary>Tells a payment card's number by length, issuer and check digit (ISO/IEC 7812): other long numbers with an issuer's beginning pass that by chance once in ten.</summary>
internal static class CardNumber
{
    private const int Shortest = 13;
    private const int Longest = 19;

    /// <summary>Groups of the shape of four figures; the last one may be shorter.</summary>
    private const int ShortestGroup = 3;

    /// <returns>How many of the groups are the number; 0 where none begins here.</returns>
    public static int Match(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> run)
    {
        Span<int> digits = stackalloc int[Longest];
        var (count, matched) = (0, 0);
        for (var group = 0; group < run.Length; group++)
        {
            if (count + run[group].Length > Longest || (group > 0 && run[group].Gap > 1) || (group > 0 && run[group - 1].Length < ShortestGroup))
            {
                break;
            }

            for (var at = run[group].Start; at < run[group].End; at++)
            {
                digits[count++] = DigitGroup.Digit(text[at]);
            }

            if (count >= Shortest && IsIssued(digits[..count]) && HasCheckDigit(digits[..count]) && !Labels.NameAnId(text, run[0].Start))
            {
                matched = group + 1;
            }
        }

        return matched;
    }

    private static bool IsIssued(ReadOnlySpan<int> digits) => ((digits[0] * 10) + digits[1], digits.Length) switch
    {
        (>= 40 and <= 49, 13 or 16 or 19) => true, // Visa
        (34 or 37, 15) => true, // American Express
        (30 or 36 or 38 or 39, 14 or >= 16) => true, // Diners Club
        (35, >= 16) => true, // JCB
        (>= 22 and <= 27 or >= 51 and <= 55, 16) => true, // Mastercard
        (50 or >= 56 and <= 58 or 60 or 62 or 63 or 64 or 65 or 67, _) => true, // Maestro, Discover, UnionPay, RuPay
        _ => false,
    };

    /// <summary>Luhn's sum; all figures alike would pass for zeros only, and those have no issuer.</summary>
    private static bool HasCheckDigit(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[digits.Length - 1 - place] * (place % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
