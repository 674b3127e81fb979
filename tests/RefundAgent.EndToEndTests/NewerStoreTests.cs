using System.Text;
using Azure.Storage.Queues;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>A build that is too old for a store works on nothing of it, and spends no message's tries.</summary>
public sealed class NewerStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly ServeSetup setup = new() { Storage = azurite.ConnectionString };

    [Fact]
    public async Task A_store_of_a_later_build_stops_this_one_which_leaves_its_messages_for_that_one()
    {
        await using var serve = await ServeProcess.StartAsync(setup);
        await StoreFormat.SetAsync(azurite.ConnectionString, 99, "9.9.9");

        var code = await serve.ExitAsync();
        await new QueueClient(azurite.ConnectionString, "tickets").SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("{}")));
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => ServeProcess.StartAsync(setup));
        var mode = await RefundAgentCommand.RunAsync("mode", "off", "--storage", azurite.ConnectionString);

        Assert.Equal(1, code);
        Assert.Contains("start build 9.9.9", serve.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("start build 9.9.9", again.Message, StringComparison.Ordinal);
        Assert.Equal(1, mode.ExitCode);
        Assert.Contains("start build 9.9.9", mode.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await new QueueClient(azurite.ConnectionString, "tickets").ReceiveMessageAsync()).Value.DequeueCount);
    }
}
