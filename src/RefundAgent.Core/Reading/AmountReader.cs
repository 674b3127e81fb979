using System.Collections.Frozen;
using RefundAgent.Amounts;

namespace RefundAgent.Reading;

/// <summary>Reads "$54.04", "54,04 €" and "JPY 1200"; a number without a currency is no amount.</summary>
internal static class AmountReader
{
    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$"] = "USD", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = "JPY", ["zł"] = "PLN", ["zl"] = "PLN", ["₹"] = "INR", ["₩"] = "KRW",
        ["dollar"] = "USD", ["dollars"] = "USD", ["bucks"] = "USD", ["euro"] = "EUR", ["euros"] = "EUR", ["pounds"] = "GBP", ["yen"] = "JPY",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Pieces consumed; 0 where no amount stands here.</returns>
    public static int Find(List<Piece> pieces, int at, out Money? amount)
    {
        amount = null;
        if (at + 1 >= pieces.Count)
        {
            return 0;
        }

        var (first, second) = (pieces[at], pieces[at + 1]);
        amount = CurrencyOf(first) is { } before && StartsWithDigit(second) ? Parse(second.Text, before)
            : StartsWithDigit(first) && CurrencyOf(second) is { } after ? Parse(first.Text, after)
            : null;
        return amount is null ? 0 : 2;
    }

    private static bool StartsWithDigit(Piece piece) => piece.IsWord && char.IsAsciiDigit(piece.Text[0]);

    private static Currency? CurrencyOf(Piece piece) =>
        Signs.TryGetValue(piece.Text, out var code) && Currency.TryParse(code, out var known) ? known
        : piece.IsWord && piece.Text.Length == 3 && Currency.TryParse(piece.Text.ToUpperInvariant(), out var written) ? written
        : null;

    private static Money? Parse(string number, Currency currency) =>
        Money.TryParse(Plain(number, currency.Exponent), currency, out var money) ? money : null;

    /// <summary>The last point or comma is the decimal one where as many digits follow as the currency has decimals; others are groups.</summary>
    private static string Plain(string number, int decimals)
    {
        var last = number.LastIndexOfAny(['.', ',']);
        var isDecimal = last >= 0 && number.Length - last - 1 is var after && (after == decimals || after < 3) && decimals > 0;
        var digits = number.Where(char.IsAsciiDigit).ToArray();
        return !isDecimal ? string.Concat(digits)
            : string.Concat(digits.AsSpan(0, digits.Length - (number.Length - last - 1)), ".", digits.AsSpan(digits.Length - (number.Length - last - 1)));
    }
}
