using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RefundAgent.Cli;

/// <summary>Whole numbers within bounds, for <see cref="Option{T}.CustomParser"/>: what does not fit is told in words and not as a type of .NET.</summary>
internal static class Numbers
{
    public static Func<ArgumentResult, int> From(int least, int most = int.MaxValue) => result => Read(result, least, most) ?? least;

    /// <summary>Where the number may be left out.</summary>
    public static Func<ArgumentResult, int?> FromOrNone(int least) => result => Read(result, least, int.MaxValue);

    private static int? Read(ArgumentResult result, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"'{text}' does not fit {Choices.NameOf(result)}: write a whole number from {least}{(most < int.MaxValue ? $" to {most}" : "")}.");
        return null;
    }
}
