using System.Text.RegularExpressions;

namespace RefundAgent.Tests.BadInputs;

/// <summary>Holds the table in docs/bad-input.md to the tests that prove its rows, and the tests to the table.</summary>
public sealed partial class TableOfBadInputsTests
{
    [Fact]
    public void Every_row_has_its_test_and_every_test_its_row()
    {
        var rows = Row().Matches(Repository.Read("docs", "bad-input.md")).Select(match => match.Groups[1].Value).ToArray();
        var tests = Directory.EnumerateFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Test().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(rows.Distinct(StringComparer.Ordinal), rows);
        Assert.Equal(rows.Order(StringComparer.Ordinal), tests.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| (B\d\d) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\s(B\d\d)_\w+\(")]
    private static partial Regex Test();
}
