using Azure.Data.Tables;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>Builds that share one store: what a build of before formats left is taken over and raised under load.</summary>
public sealed class RedeployTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly ServeSetup setup = new()
    {
        Storage = azurite.ConnectionString,
        Environment = new Dictionary<string, string>(StandardSender.Settings) { ["Queues__RetryDelay"] = "00:00:00.500" },
    };

    [Fact]
    public async Task Killed_taken_over_and_raised_while_it_works_every_ticket_is_decided_and_paid_once()
    {
        await StoreFormat.SetAsync(azurite.ConnectionString, 1, "of before");
        await OrderFile.ImportAsync(azurite.ConnectionString, Enumerable.Range(0, 30)
            .Select(number => OrderFile.Order($"#51{number:00}", $"ida-{number}", "delivered", "Wool Scarf", 30m)));
        await using (var first = await ServeProcess.StartAsync(setup))
        {
            using var client = first.Client();
            await DeliverAsync(client, 0, 15);
            await first.KillAsync();
        }

        Assert.Equal([1], await FormatsAsync());
        await using var second = await ServeProcess.StartAsync(setup);
        await using var beside = await ServeProcess.StartAsync(setup);
        using var door = second.Client();
        using var otherDoor = beside.Client();
        var raising = RefundAgentCommand.RunAsync("migrate", "--settle", "12s", "--storage", azurite.ConnectionString);
        await DeliverAsync(otherDoor, 10, 20);
        await DeliverAsync(door, 20, 30);
        (await raising).MustSucceed();

        var decided = await Eventually.GetAsync(
            () => door.RecordsAsync("hook-"), records => records.Count(record => record.IsComplete) == 30, "every ticket is decided and carried out");
        Assert.Equal(30, decided.Select(record => record.Decision.TicketId).Distinct().Count());
        Assert.All(decided, record => Assert.Equal(("executed", 30m), (record.Decision.Status, record.Claims.Sum(claim => claim.Moved))));
        Assert.Equal([2], await FormatsAsync());
        var check = (await RefundAgentCommand.RunAsync("migrate", "--check", "--storage", azurite.ConnectionString)).MustSucceed();
        Assert.Contains("Format in force: 2", check.Output, StringComparison.Ordinal);
        Assert.Contains("Every row is in the newest format", check.Output, StringComparison.Ordinal);
    }

    private static async Task DeliverAsync(AgentClient client, int from, int to) => await Task.WhenAll(Enumerable.Range(from, to - from)
        .Select(number => StandardSender.DeliverAsync(client, $"event-{number}", Ask.ToReturn($"hook-{number}", $"ida-{number}", "wool scarf", $"#51{number:00}"))));

    private async Task<IEnumerable<int>> FormatsAsync()
    {
        var formats = new SortedSet<int>();
        var service = new TableServiceClient(azurite.ConnectionString);
        await foreach (var table in service.QueryAsync())
        {
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>(select: ["V"]))
            {
                // A lease is its holder's alone, and goes with it: rewriting one would take it away.
                if (table.Name is not (StoreFormat.Table or "Leases"))
                {
                    formats.Add(row.GetInt32("V")!.Value);
                }
            }
        }

        return formats;
    }
}
