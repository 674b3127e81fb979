using System.Globalization;
using System.Text.Json.Serialization;

namespace RefundAgent.Amounts;

/// <summary>
/// An exact amount in minor units of one currency, so that no rounding can happen outside the places that say they round.
/// Mixing currencies throws: there is no exchange rate that a refund could rightly use.
/// </summary>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    public bool IsZero => MinorUnits == 0;

    public bool IsPositive => MinorUnits > 0;

    public decimal Major => MinorUnits / Scale(Currency);

    public static Money Zero(Currency currency) => new(0, currency);

    /// <param name="amount">Digits with at most the currency's decimals: <c>12.50</c>, <c>-3</c>. No exponent, sign '+', blanks or groups.</param>
    public static bool TryParse(string? amount, Currency currency, out Money money)
    {
        money = default;
        if (string.IsNullOrEmpty(amount) || amount.Length > 20 || !IsPlainDecimal(amount, currency.Exponent))
        {
            return false;
        }

        var minor = decimal.Parse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            * Scale(currency);
        if (Math.Abs(minor) > long.MaxValue / 4)
        {
            return false;
        }

        money = new Money((long)minor, currency);
        return true;
    }

    /// <exception cref="FormatException">Not a plain decimal with at most the currency's decimals.</exception>
    public static Money Parse(string amount, Currency currency) =>
        TryParse(amount, currency, out var money)
            ? money
            : throw new FormatException($"'{amount}' is not an amount in {currency}: write digits with at most {currency.Exponent} decimals.");

    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + right.Same(left).MinorUnits), left.Currency);

    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - right.Same(left).MinorUnits), left.Currency);

    public static Money operator *(Money money, int factor) => new(checked(money.MinorUnits * factor), money.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Min(Money left, Money right) => left <= right ? left : right;

    public int CompareTo(Money other) => MinorUnits.CompareTo(other.Same(this).MinorUnits);

    /// <summary>The decimal string of the contract: always the currency's full decimals (<c>12.50</c>, <c>1200</c> for JPY).</summary>
    public string ToDecimalString() => Major.ToString("F" + Currency.Exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public override string ToString() => $"{ToDecimalString()} {Currency}";

    private Money Same(Money other) =>
        Currency == other.Currency
            ? this
            : throw new InvalidOperationException($"Amounts in {Currency} and {other.Currency} cannot be put together.");

    private static decimal Scale(Currency currency) => currency.Exponent switch { 0 => 1m, 2 => 100m, _ => 1000m };

    private static bool IsPlainDecimal(string amount, int decimals)
    {
        var digits = amount[0] == '-' ? amount.AsSpan(1) : amount;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        return whole.Length > 0 && AllDigits(whole) && AllDigits(fraction)
            && fraction.Length <= decimals && (point < 0 || fraction.Length > 0);
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
