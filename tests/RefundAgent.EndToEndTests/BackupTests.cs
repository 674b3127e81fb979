using System.Text.Json;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>The drill: a store that has decided, paid and learned, copied into a folder and put into an empty one, which goes on where it was.</summary>
public sealed class BackupTests(AzuriteFixture azurite, SecondAzurite second) : IClassFixture<AzuriteFixture>, IClassFixture<SecondAzurite>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("refund-agent-backup-");

    private string Elsewhere => second.Azurite.ConnectionString;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_learned_and_what_was_paid_come_back_byte_by_byte_and_nobody_is_paid_again()
    {
        var (context, paid) = await LiveAsync();
        (await RunAsync("backup", In("first"), "--storage", azurite.ConnectionString)).MustSucceed();
        var checkedBackup = (await RunAsync("backup", In("first"), "--check")).MustSucceed();

        var restored = (await RunAsync("restore", In("first"), "--storage", Elsewhere)).MustSucceed();
        var off = (await RunAsync("mode", "--storage", Elsewhere)).MustSucceed();
        var missed = (await RunAsync("discrepancies", "find", "--since", "2026-01-01T00:00:00Z", "--storage", Elsewhere)).MustSucceed();
        (await RunAsync("mode", "earned", "--storage", Elsewhere)).MustSucceed();
        (await RunAsync("backup", In("again"), "--storage", Elsewhere)).MustSucceed();

        Assert.Contains("Every checksum is right", checkedBackup.Output, StringComparison.Ordinal);
        Assert.Contains("default: earned -> off", restored.Output, StringComparison.Ordinal);
        Assert.Contains("refundOutsideLedger", restored.Output, StringComparison.Ordinal);
        Assert.Equal("default: off", off.Output.Trim());
        Assert.StartsWith("1 refund at sandbox since 2026-01-01 00:00:00Z; 0 missing in the ledger and taken back into it; 0 new discrepancies.", missed.Output, StringComparison.Ordinal);
        foreach (var table in new[] { "FeedbackLedger", "RefundLedger", "ContextVersions", "ContextItems", "Decisions", "SandboxPayments" })
        {
            Assert.Equal(ContentOf("first", table), ContentOf("again", table));
        }

        await using var serve = await ServeProcess.StartAsync(Elsewhere);
        using var client = serve.Client();
        Assert.Equal(context, await ContextAsync(client));
        Assert.Equal(paid.DecisionId, (await client.DecideAsync(Ask.ToReturn("paid", "mia-1", "wool scarf", "#6101"))).DecisionId);
        var again = await client.DecideAsync(Ask.ToReturn("paid-again", "mia-1", "wool scarf", "#6101"));
        Assert.NotEqual("executed", again.Status);
        Assert.Equal("executed", (await client.DecideAsync(Ask.ToReturn("next", "mia-2", "wool scarf", "#6102"))).Status);
        Assert.Equal(30m, (await client.RecordAsync(paid.DecisionId)).Claims.Sum(claim => claim.Moved));
    }

    [Fact]
    public async Task A_backup_with_a_wrong_byte_and_a_store_that_is_in_use_are_refused_and_nothing_is_written()
    {
        await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#6201", "nils", "delivered", "Wool Scarf", 30m));
        (await RunAsync("backup", In("good"), "--storage", azurite.ConnectionString)).MustSucceed();
        (await RunAsync("backup", In("bad"), "--storage", azurite.ConnectionString)).MustSucceed();
        var file = In("bad", "Orders.jsonl.gz");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var damaged = await RunAsync("restore", In("bad"), "--storage", Elsewhere);
        var inUse = await RunAsync("restore", In("good"), "--storage", azurite.ConnectionString);
        var none = await RunAsync("restore", In("none"), "--storage", Elsewhere);

        Assert.All([damaged, inUse, none], refused => Assert.Equal((1, ""), (refused.ExitCode, refused.Output)));
        Assert.Contains($"'{file}' is damaged", damaged.Error, StringComparison.Ordinal);
        Assert.Contains("never merges", inUse.Error, StringComparison.Ordinal);
        Assert.Contains("is not there", none.Error, StringComparison.Ordinal);
    }

    /// <returns>What the API says was learned, and a decision that paid.</returns>
    private async Task<(string Context, Decision Paid)> LiveAsync()
    {
        await using var serve = await ServeProcess.StartAsync(azurite.ConnectionString);
        await OrderFile.ImportAsync(azurite.ConnectionString, Enumerable.Range(0, 12)
            .Select(number => OrderFile.Order($"#61{number:00}", $"mia-{number}", "delivered", "Wool Scarf", 30m)));
        using var client = serve.Client();
        var paid = await client.DecideAsync(Ask.ToReturn("paid", "mia-1", "wool scarf", "#6101"));
        Assert.Equal("executed", paid.Status);
        var cases = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => client.DecideAsync(Ask.ForSecondPayment($"case-{number}", $"mia-{number}", $"#61{number:00}"))));
        await Task.WhenAll(cases.Select(each => client.GiveFeedbackAsync(each.DecisionId, new { kind = "ruling", outcome = "deny", reason = "charged once" })));
        await Eventually.GetAsync(client.ContextAsync, seen => seen.Through >= cases.Length && seen.Version > 0, "every ruling is learned");
        var context = await ContextAsync(client);
        Assert.Equal(0, await serve.StopAsync());
        return (context, paid);
    }

    private static async Task<string> ContextAsync(AgentClient client)
    {
        using var answer = await client.GetAsync("api/context");
        return await answer.Content.ReadAsStringAsync();
    }

    private string? ContentOf(string backup, string table)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(In(backup, "manifest.json")));
        return manifest.RootElement.GetProperty("files").EnumerateArray()
            .Single(file => file.GetProperty("name").GetString() == $"{table}.jsonl.gz").GetProperty("contentSha256").GetString();
    }

    private static Task<CommandResult> RunAsync(params string[] arguments) => RefundAgentCommand.RunAsync(arguments);

    private string In(params string[] names) => Path.Combine([folder.FullName, .. names]);
}

/// <summary>Another account, empty at first.</summary>
public sealed class SecondAzurite : IAsyncLifetime
{
    public AzuriteFixture Azurite { get; } = new();

    public Task InitializeAsync() => Azurite.InitializeAsync();

    public Task DisposeAsync() => Azurite.DisposeAsync();
}
