using System.Globalization;
using RefundAgent.Amounts;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>Numbers as the page and the terminal write them; what belongs to a number does not leave its line.</summary>
internal static class Words
{
    private const string Together = "\u00a0";

    public static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>One decimal below ten percent, where it matters; none above.</summary>
    public static string Percent(double share) =>
        (100 * share).ToString(share is > 0 and < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture) + Together + "%";

    public static string Cases(int number) => number == 1 ? $"1{Together}case" : $"{Count(number)}{Together}cases";

    public static string Were(int number, string rest) => $"{Count(number)} {(number == 1 ? "was" : "were")} {rest}";

    /// <summary>With groups of three, since this is for reading and not for a program.</summary>
    public static string Sum(Money sum) =>
        $"{sum.Major.ToString("#,0" + (sum.Currency.Exponent == 0 ? "" : "." + new string('0', sum.Currency.Exponent)), CultureInfo.InvariantCulture)}{Together}{sum.Currency}";
}
