using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RefundAgent.Cli;

/// <summary>A period as people write it: 500ms, 10s, 5m or 1h.</summary>
internal static class Periods
{
    /// <summary>For <see cref="Option{T}.CustomParser"/>.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var period))
        {
            return period;
        }

        result.AddError($"'{text}' is not a period: write 500ms, 10s, 5m or 1h.");
        return null;
    }

    private static bool TryParse(string text, out TimeSpan period)
    {
        (string Unit, double Milliseconds)[] units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];
        foreach (var (unit, milliseconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds is >= 50 and <= 86_400_000)
            {
                period = TimeSpan.FromMilliseconds(number * milliseconds);
                return true;
            }
        }

        period = default;
        return false;
    }
}
