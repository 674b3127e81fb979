using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RefundAgent.Amounts;

/// <summary>
/// An ISO 4217 currency with its minor-unit exponent, because a cent is not a hundredth everywhere (JPY has none, KWD three).
/// Source: ISO 4217 list one, six-month edition; funds and metals are left out, since no refund is paid in them.
/// </summary>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency
{
    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE " +
        "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
        "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
        "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU " +
        "UZS VED VES WST XCD YER ZAR ZMW ZWG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Exponents = Known();

    private readonly string? code;

    private Currency(string code, int exponent)
    {
        this.code = code;
        Exponent = exponent;
    }

    /// <summary>Three upper-case letters; <c>XXX</c> (ISO 4217: no currency) for the default value.</summary>
    public string Code => code ?? "XXX";

    /// <summary>Decimal places of the major unit: 0, 2 or 3.</summary>
    public int Exponent { get; }

    public static Currency Usd { get; } = Parse("USD");

    /// <exception cref="FormatException">Not an active ISO 4217 code in capitals.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out var currency)
            ? currency
            : throw new FormatException($"'{code}' is not an ISO 4217 currency code such as USD, EUR or JPY.");

    public static bool TryParse([NotNullWhen(true)] string? code, out Currency currency)
    {
        if (code is not null && Exponents.TryGetValue(code, out var exponent))
        {
            currency = new Currency(code, exponent);
            return true;
        }

        currency = default;
        return false;
    }

    public override string ToString() => Code;

    private static FrozenDictionary<string, int> Known()
    {
        var exponents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (codes, exponent) in new[] { (TwoDecimals, 2), (NoDecimals, 0), (ThreeDecimals, 3) })
        {
            foreach (var known in codes.Split(' '))
            {
                exponents.Add(known, exponent);
            }
        }

        return exponents.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
