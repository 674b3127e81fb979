using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>Walks through what the runbook tells an operator to type, in its order, against a running agent: nobody should find out at night that it is wrong.</summary>
public sealed class RunbookTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_command_of_the_runbook_does_what_it_says()
    {
        var blocks = BashBlocks.After("operations.md", "## Alerts");
        Assert.Collection(
            blocks,
            call => Assert.Contains("/api/mode", call, StringComparison.Ordinal),
            stop => Assert.StartsWith("refund-agent mode off --all", stop, StringComparison.Ordinal),
            poison => Assert.Matches("^refund-agent poison list .*\nrefund-agent poison replay --queue tickets ", poison),
            approval => Assert.Contains("/approval", approval, StringComparison.Ordinal),
            discrepancies => Assert.Equal(4, discrepancies.Split('\n').Length));
        await using var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = azurite.ConnectionString, ReconcileEvery = "500ms" });
        await OrderFile.ImportAsync(
            azurite.ConnectionString,
            OrderFile.Order("#6301", "ida", "delivered", "Wool Scarf", 30m), OrderFile.Order("#6302", "ida", "delivered", "Wool Scarf", 30m));
        using var client = serve.Client();
        var shell = new Shell(serve.Address, azurite.ConnectionString);

        await StopAsync(shell, client, blocks[0], blocks[1]);
        await AnswerAsync(shell, client, blocks[3]);
        await SettleAsync(shell, client, blocks[2], blocks[4]);
    }

    [Fact]
    public async Task A_backup_is_taken_and_proved_as_the_docs_write_it()
    {
        await using var serve = await ServeProcess.StartAsync(azurite.ConnectionString);
        var shell = new Shell(serve.Address, azurite.ConnectionString);

        var (output, _) = await shell.RunAsync(Assert.Single(BashBlocks.After("redeploy.md", "## 5. Back up")), "refund-agent migrate --check", "refund-agent kpis");

        Assert.Contains("Every checksum is right", output, StringComparison.Ordinal);
        Assert.Contains("format 2", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("needs somebody", output, StringComparison.Ordinal);
    }

    private static async Task StopAsync(Shell shell, AgentClient client, string call, string stop)
    {
        var (answer, _) = await shell.RunAsync(Key, call);
        Assert.Equal("""{"tenant":"default","before":"earned","mode":"off"}""", answer);
        Assert.Equal("escalate", (await client.DecideAsync(Ask.ToReturn("called", "ida", "wool scarf", "#6301"))).Outcome);
        var (back, _) = await shell.RunAsync(Key, call.Replace("\"off\"", "\"earned\"", StringComparison.Ordinal));
        Assert.Equal("""{"tenant":"default","before":"off","mode":"earned"}""", back);

        var (told, _) = await shell.RunAsync(stop, "refund-agent mode");
        Assert.Contains("default: off", told, StringComparison.Ordinal);
        Assert.Equal("escalate", (await client.DecideAsync(Ask.ToReturn("stopped", "ida", "wool scarf", "#6301"))).Outcome);

        await shell.RunAsync("refund-agent mode earned");
        Assert.Equal("executed", (await client.DecideAsync(Ask.ToReturn("again", "ida", "wool scarf", "#6301"))).Status);
    }

    private static async Task AnswerAsync(Shell shell, AgentClient client, string approval)
    {
        await shell.RunAsync("refund-agent mode suggest");
        var waiting = await client.DecideAsync(Ask.ToReturn("waiting", "ida", "wool scarf", "#6302"));
        Assert.Equal("pendingApproval", waiting.Status);

        var (answer, _) = await shell.RunAsync(Key, $"ID={waiting.DecisionId}", approval);

        var decided = JsonDocument.Parse(answer).RootElement;
        Assert.Equal(("executed", "20.00"), (decided.GetProperty("status").GetString(), decided.GetProperty("amount").GetProperty("amount").GetString()));
    }

    /// <summary>A message in a poison queue is a discrepancy; it is listed and closed over the API, and whoever comes second is told the first.</summary>
    private async Task SettleAsync(Shell shell, AgentClient client, string poison, string discrepancies)
    {
        await new QueueServiceClient(azurite.ConnectionString).GetQueueClient("tickets-poison")
            .SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"v":1,"type":"ticket","body":{}}""")));
        var lines = discrepancies.Split('\n');
        var open = await Eventually.GetAsync(
            async () => JsonDocument.Parse((await shell.RunAsync(Key, lines[0])).Output).RootElement.GetProperty("discrepancies"),
            found => found.GetArrayLength() > 0,
            "the reconciliation has seen the poison queue");
        var id = open[0].GetProperty("id").GetString()!;

        var (listed, _) = await shell.RunAsync(Key, $"ID='{id}'", lines[2], poison);
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.Contains("1 message in tickets-poison", listed, StringComparison.Ordinal);
        Assert.Contains("0 messages in feedback-poison", listed, StringComparison.Ordinal);
        Assert.Contains("1 message sent to tickets again", listed, StringComparison.Ordinal);

        await shell.RunAsync(Key, $"ID='{id}'", lines[1]);
        var (code, _, why) = await shell.TryAsync(lines[3].Replace(" ID ", $" '{id}' ", StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains("was closed by", why, StringComparison.Ordinal);
        Assert.Contains("made by hand, ticket 4711", why, StringComparison.Ordinal);
    }

    private static string Key => $"KEY={ServeProcess.DevelopmentKey}";
}
