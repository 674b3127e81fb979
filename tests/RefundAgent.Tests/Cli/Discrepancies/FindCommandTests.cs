using System.Globalization;
using RefundAgent.Cli;

namespace RefundAgent.Tests.Cli.Discrepancies;

/// <summary>A wrong time would compare nothing and say that all is well.</summary>
public sealed class FindCommandTests
{
    [Theory]
    [InlineData("2026-01-23T06:00:00Z", "2026-01-23T06:00:00Z")]
    [InlineData("2026-01-23T06:00:00.25Z", "2026-01-23T06:00:00.25Z")]
    [InlineData("2026-01-23T06:00:00+02:00", "2026-01-23T04:00:00Z")]
    public void A_time_of_RFC_3339_means_the_same_everywhere(string since, string meant)
    {
        var parsed = Parse(since);

        Assert.Empty(parsed.Errors);
        Assert.Equal(DateTimeOffset.Parse(meant, CultureInfo.InvariantCulture), parsed.GetValue<DateTimeOffset>("--since"));
    }

    [Theory]
    [InlineData("11/12/2026")]
    [InlineData("2026-01-23")]
    [InlineData("2026-01-23T06:00:00")]
    [InlineData("2026-01-23 06:00:00Z")]
    [InlineData("yesterday")]
    public void Any_other_time_is_refused(string since) =>
        Assert.Equal($"'{since}' is not a time with an offset: write 2026-11-23T06:00:00Z.", Assert.Single(Parse(since).Errors).Message);

    [Fact]
    public void A_time_to_come_is_refused() =>
        Assert.Contains("in the future", Assert.Single(Parse("9036-01-01T00:00:00Z").Errors).Message, StringComparison.Ordinal);

    private static System.CommandLine.ParseResult Parse(string since)
    {
        string[] words = ["discrepancies", "find", "--since", since];
        return CommandTree.Create(words).Parse(words);
    }
}
