using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>What an operator gets from a store that is there, for what is wrong in the command.</summary>
public sealed class OperatorMistakeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_wrong_key_is_told_without_a_stack_trace()
    {
        var result = await RunAsync(azurite.ConnectionString.Replace(AzuriteFixture.AccountKey, "c2VjcmV0", StringComparison.Ordinal), "mode");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("does not let us in (403", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kpis")]
    [InlineData("versions")]
    [InlineData("export", "--format", "sft")]
    [InlineData("discrepancies", "find", "--since", "2026-01-01T00:00:00Z")]
    public async Task A_tenant_that_is_mistyped_gets_no_zeros(params string[] command)
    {
        var result = await RunAsync(azurite.ConnectionString, [.. command, "--tenant", "acmee"]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("Tenant 'acmee' has no policy", result.Error, StringComparison.Ordinal);
    }

    private static Task<CommandResult> RunAsync(string storage, params string[] command) => RefundAgentCommand.RunAsync([.. command, "--storage", storage]);
}
