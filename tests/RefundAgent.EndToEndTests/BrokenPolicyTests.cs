using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>The main switch where policies were damaged: one tenant's must not keep the others paying.</summary>
public sealed class BrokenPolicyTests(AzuriteFixture azurite, SecondAzurite second) : IClassFixture<AzuriteFixture>, IClassFixture<SecondAzurite>
{
    [Fact]
    public async Task A_restore_turns_off_and_finishes_and_its_next_steps_can_be_copied()
    {
        await BrokenPolicies.PlantAsync(azurite.ConnectionString);
        var folder = Directory.CreateTempSubdirectory("refund-agent-broken-");
        var backup = Path.Combine(folder.FullName, "backup");
        (await RunAsync("backup", backup)).MustSucceed();

        var restored = (await RefundAgentCommand.RunAsync("restore", backup, "--storage", second.Azurite.ConnectionString)).MustSucceed().Output;

        folder.Delete(recursive: true);
        Assert.Contains("  good: earned -> off\n", restored, StringComparison.Ordinal);
        Assert.Contains("  invalid: earned -> off; nothing is decided for it", restored, StringComparison.Ordinal);
        Assert.Contains("  unreadable: unknown -> off; nothing is decided for it", restored, StringComparison.Ordinal);
        var shell = new Shell(new Uri("http://127.0.0.1"), second.Azurite.ConnectionString);
        var (told, _) = await shell.RunAsync([.. Lines(restored).Select(line => line.Replace("FILE", BrokenPolicies.Retail, StringComparison.Ordinal)), "refund-agent mode"]);
        Assert.Equal(["good: earned", "invalid: earned", "unreadable: earned"], told.TrimEnd().Split('\n')[^3..]);
    }

    /// <summary>What the restore prints to be typed, by tenant.</summary>
    private static string[] Lines(string restored)
    {
        string[] lines = [.. restored.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("refund-agent ", StringComparison.Ordinal))];
        Assert.Equal(9, lines.Length);
        Assert.All(lines[..3], line => Assert.StartsWith("refund-agent discrepancies find --since ", line, StringComparison.Ordinal));
        Assert.All(lines[3..6], line => Assert.StartsWith("refund-agent discrepancies list --tenant ", line, StringComparison.Ordinal));
        Assert.Equal("refund-agent mode earned --tenant good", lines[6]);
        Assert.All(lines[7..], line => Assert.StartsWith("refund-agent import policy FILE --tenant ", line, StringComparison.Ordinal));
        return lines;
    }

    [Fact]
    public async Task Off_stops_every_tenant_whatever_state_its_policy_is_in_and_says_which_need_another()
    {
        await BrokenPolicies.PlantAsync(azurite.ConnectionString);

        var shown = (await RunAsync("mode")).MustSucceed();
        var earned = await RunAsync("mode", "earned", "--all");
        var off = (await RunAsync("mode", "off", "--all")).MustSucceed();
        var again = JsonDocument.Parse((await RunAsync("mode", "off", "--all", "--json")).MustSucceed().Output).RootElement;
        var nobody = await RunAsync("mode", "off", "--tenant", "nobody");

        Assert.Collection(
            shown.Output.TrimEnd().Split('\n'),
            line => Assert.StartsWith("good: earned", line, StringComparison.Ordinal),
            line => Assert.StartsWith("invalid: earned; nothing is decided for it", line, StringComparison.Ordinal),
            line => Assert.StartsWith("unreadable: unknown; nothing is decided for it", line, StringComparison.Ordinal));
        Assert.Equal((1, "good: earned, as before"), (earned.ExitCode, earned.Output.Trim()));
        Assert.Contains("invalid: not changed. Its policy is not valid", earned.Error, StringComparison.Ordinal);
        Assert.Contains("unreadable: not changed. The row PartitionKey='unreadable'", earned.Error, StringComparison.Ordinal);
        Assert.Collection(
            off.Output.TrimEnd().Split('\n'),
            line => Assert.Equal("good: earned -> off", line),
            line => Assert.StartsWith("invalid: earned -> off; nothing is decided for it, and its messages fail, until a valid policy is imported ('refund-agent import policy FILE --tenant invalid')", line, StringComparison.Ordinal),
            line => Assert.StartsWith("unreadable: unknown -> off; nothing is decided", line, StringComparison.Ordinal));
        Assert.All(again.GetProperty("tenants").EnumerateArray(), tenant => Assert.Equal("off", tenant.GetProperty("before").GetString()));
        Assert.Equal(1, nobody.ExitCode);
        Assert.Contains("nobody: not changed. It has no policy", nobody.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => RefundAgentCommand.RunAsync([.. arguments, "--storage", azurite.ConnectionString]);
}

/// <summary>Three tenants: one whose policy is as it should be, one whose policy says too little, one whose policy's row cannot be read.</summary>
internal static class BrokenPolicies
{
    public static string Retail => Path.Combine(AppContext.BaseDirectory, "Samples", "retail.policy.json");

    public static async Task PlantAsync(string storage)
    {
        foreach (var tenant in new[] { "good", "invalid", "unreadable" })
        {
            (await RefundAgentCommand.RunAsync("import", "policy", Retail, "--tenant", tenant, "--storage", storage)).MustSucceed();
        }

        var policies = new TableClient(storage, "Policies");
        await ChangeAsync(policies, "invalid", row => row["P0"] = Encoding.UTF8.GetBytes($$"""{"version":"{{row.RowKey}}","json":"{\"mode\":\"earned\"}"}"""));
        await ChangeAsync(policies, "unreadable", row => row.Remove("V"));
    }

    private static async Task ChangeAsync(TableClient table, string partition, Action<TableEntity> change)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(each => each.PartitionKey == partition))
        {
            rows.Add(row);
        }

        foreach (var row in rows)
        {
            change(row);
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        }
    }
}
