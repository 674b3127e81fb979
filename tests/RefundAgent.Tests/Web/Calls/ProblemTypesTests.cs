using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Web.Calls;

/// <summary>Programs tell errors apart by their type, so every type is documented, and none that there is not.</summary>
public sealed partial class ProblemTypesTests
{
    [Fact]
    public void The_table_of_problem_types_is_the_code()
    {
        var code = Directory.EnumerateFiles(Repository.At("src", "RefundAgent.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => InCode().Matches(File.ReadAllText(file))).Select(match => match.Groups["type"].Value);
        var page = Repository.Read("docs", "bad-input.md");
        var table = InTable().Matches(page[page.IndexOf("## Types of problems", StringComparison.Ordinal)..]).Select(match => match.Groups["type"].Value).ToArray();

        Assert.Equal(code.Distinct().Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""(?:\bOf\(\s*(?:\d{3}|bad\.StatusCode|StatusCodes\.\w+),\s*|\bConflict\(\s*|TypePrefix \+ |ApprovalObstacle\.\w+ => )"(?<type>[a-z]+(?:-[a-z]+)*)[\x22]""")]
    private static partial Regex InCode();

    [GeneratedRegex("""^\| `(?<type>[a-z-]+)` \|""", RegexOptions.Multiline)]
    private static partial Regex InTable();
}
