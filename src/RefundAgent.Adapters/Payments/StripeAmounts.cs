using System.Collections.Frozen;
using RefundAgent.Actions;
using RefundAgent.Amounts;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Between our minor units (ISO 4217) and Stripe's, exactly or not at all. They differ in a few currencies, and a wrong one is wrong by a
/// factor of a hundred. Source: docs.stripe.com/currencies, "Minor units", "Special cases".
/// </summary>
internal static class StripeAmounts
{
    /// <summary>Decimals that Stripe counts with; for every other currency they are ISO 4217's two.</summary>
    private static readonly FrozenDictionary<string, int> Decimals = new (string Codes, int Decimals)[]
    {
        ("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF", 0),

        // Without decimals by now, and still counted in hundredths, which must be whole units.
        ("ISK UGX", 2),

        // The last digit must be a zero.
        ("BHD JOD KWD OMR TND", 3),
    }.SelectMany(each => each.Codes.Split(' ').Select(code => KeyValuePair.Create(code, each.Decimals)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>False where Stripe cannot be asked for exactly this amount; <paramref name="why"/> says so in words.</returns>
    public static bool TryWrite(Money money, out long amount, out string why)
    {
        amount = 0;
        why = string.Empty;
        if (DecimalsOf(money.Currency) is not { } decimals)
        {
            why = $"Stripe does not take {money.Currency}.";
            return false;
        }

        var step = decimals == 3 ? 10 : PowerOfTen(money.Currency.Exponent - decimals);
        if (money.MinorUnits % step != 0)
        {
            why = $"Stripe refunds {money.Currency} in steps of {new Money(step, money.Currency)}, and {money} is none.";
            return false;
        }

        amount = decimals > money.Currency.Exponent
            ? checked(money.MinorUnits * PowerOfTen(decimals - money.Currency.Exponent))
            : money.MinorUnits / PowerOfTen(money.Currency.Exponent - decimals);
        return true;
    }

    /// <param name="currency">As Stripe writes it, in small letters.</param>
    /// <exception cref="ProviderException">No currency of ours, or a fraction of its smallest unit.</exception>
    public static Money Read(long amount, string? currency)
    {
        if (!Currency.TryParse(currency?.ToUpperInvariant(), out var known) || DecimalsOf(known) is not { } decimals)
        {
            throw new ProviderException($"Stripe tells of an amount in '{currency}', a currency that this version does not know.");
        }

        var scale = PowerOfTen(decimals - known.Exponent);
        return amount % scale == 0
            ? new Money(checked(amount / scale * PowerOfTen(known.Exponent - decimals)), known)
            : throw new ProviderException($"Stripe tells of {amount} in {known}, which is a fraction of its smallest unit.");
    }

    /// <summary>Null for those with three decimals in ISO 4217 that Stripe does not list.</summary>
    private static int? DecimalsOf(Currency currency) =>
        Decimals.TryGetValue(currency.Code, out var decimals) ? decimals : currency.Exponent == 2 ? 2 : null;

    /// <summary>One for a negative exponent.</summary>
    private static long PowerOfTen(int exponent) => exponent switch { <= 0 => 1, 1 => 10, 2 => 100, _ => 1000 };
}
