using System.Text.RegularExpressions;
using RefundAgent.Tests;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>What a page of the docs tells people to type.</summary>
internal static partial class BashBlocks
{
    public static string[] Of(string text) => [.. Blocks().Matches(text).Select(match => match.Groups[1].Value.Trim())];

    /// <param name="page">Below docs.</param>
    /// <param name="after">A heading; what stands before it is left out.</param>
    public static string[] After(string page, string after)
    {
        var text = Repository.Read("docs", page);
        var start = text.IndexOf($"\n{after}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/{page} has lost its section '{after}'.");
        return Of(text[start..]);
    }

    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
