using System.Diagnostics;

namespace RefundAgent.Tests.Infra;

/// <summary>The templates and the queries in them compile and lint clean, and what must never be in them is not.</summary>
public sealed class TemplateTests
{
    private static readonly IReadOnlyList<string> Templates =
        [.. Directory.EnumerateFiles(Repository.At("infra"), "*.bicep", SearchOption.AllDirectories).Select(File.ReadAllText)];

    /// <remarks>What check-queries.sh needs of Node.js is there: the tests of storage need it too.</remarks>
    [Theory]
    [InlineData("check.sh", "infra: clean")]
    [InlineData("check-queries.sh", "queries: clean (")]
    public async Task Templates_snapshots_and_queries_are_without_a_diagnostic(string script, string verdict)
    {
        using var check = Process.Start(new ProcessStartInfo("bash", [Repository.At("infra", script)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = check.StandardOutput.ReadToEndAsync();
        var errors = check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();

        Assert.True(check.ExitCode == 0, await output + await errors);
        Assert.StartsWith(verdict, (await output).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listKeys")]
    [InlineData("listSecrets")]
    [InlineData("listConnectionStrings")]
    [InlineData("AccountKey")]
    [InlineData("SharedAccessSignature")]
    [InlineData("br/public:")]
    public void No_template_asks_for_a_key_or_for_a_file_of_others(string word)
    {
        Assert.DoesNotContain(Templates, template => template.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("storage", "allowSharedKeyAccess: false")]
    [InlineData("storage", "allowBlobPublicAccess: false")]
    [InlineData("model", "disableLocalAuth: true")]
    [InlineData("monitoring", "DisableLocalAuth: true")]
    [InlineData("vault", "enableRbacAuthorization: true")]
    [InlineData("app", "httpsOnly: true")]
    public void Every_door_that_takes_a_key_is_shut(string module, string property)
    {
        Assert.Contains(property, Repository.Read("infra", "modules", $"{module}.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_are_assigned_in_one_file_only()
    {
        Assert.Single(Templates, template => template.Contains("Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal));
    }
}
