using Azure.Storage.Queues;
using RefundAgent.Adapters.Queues;
using RefundAgent.Queues;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteQueueTests : QueueContract
{
    private readonly AzuriteStore store;
    private readonly QueueClient raw;
    private readonly QueueClient rawPoison;

    public AzuriteQueueTests(AzuriteStore store)
        : base(store)
    {
        this.store = store;
        raw = Client(QueueNames.Tickets, QueueMessageEncoding.None);
        rawPoison = Client(QueueNames.TicketsPoison, QueueMessageEncoding.None);
    }

    [Fact]
    public async Task A_message_whose_receiver_dies_appears_again()
    {
        await raw.SendMessageAsync("b25l");
        var tickets = store.Get<IQueues>()[QueueNames.Tickets];
        await tickets.ReceiveAsync(1, TimeSpan.FromSeconds(1), default);

        QueuedMessage[] again = [];
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (again.Length == 0 && await poll.WaitForNextTickAsync())
        {
            again = [.. await tickets.ReceiveAsync(1, TimeSpan.FromSeconds(30), default)];
        }

        Assert.Equal(("one", 2L), (again[0].Text, again[0].DequeueCount));
        await tickets.DeleteAsync(again[0], default);
    }

    [Fact]
    public async Task A_message_sent_for_later_is_hidden_until_then()
    {
        await store.Get<IMessageQueues>()[QueueNames.Tickets].SendAsync("later", TimeSpan.FromHours(1), default);

        Assert.Empty(await store.Get<IQueues>()[QueueNames.Tickets].ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        Assert.Equal(1, await store.Get<IQueues>()[QueueNames.Tickets].CountAsync(default));
        await raw.ClearMessagesAsync();
    }

    [Fact]
    public async Task Messages_are_written_as_the_functions_host_reads_them()
    {
        await store.Get<ITicketQueue>().SendAsync(Samples.Ticket(TestStore.NewTenant()), default);

        var message = (await Client(QueueNames.Tickets, QueueMessageEncoding.Base64).ReceiveMessageAsync()).Value;

        Assert.StartsWith("{\"v\":1,\"type\":\"ticket\",\"body\":{", message.Body.ToString(), StringComparison.Ordinal);
        await raw.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    [Fact]
    public async Task Messages_do_not_expire()
    {
        await store.Get<ITicketQueue>().SendAsync(Samples.Ticket(TestStore.NewTenant()), default);

        var message = (await raw.PeekMessageAsync()).Value;

        Assert.True(message.ExpiresOn > message.InsertedOn!.Value.AddYears(50));
    }

    [Theory]
    [InlineData("{\"not\":\"base64\"}")]
    [InlineData("/w==")]
    public async Task B24_what_is_not_base64_text_is_put_aside_exactly_as_it_came_and_does_not_block_others(string text)
    {
        await raw.SendMessageAsync(text);
        await raw.SendMessageAsync("b25l");

        var received = await store.Get<IQueues>()[QueueNames.Tickets].ReceiveAsync(32, TimeSpan.FromSeconds(30), default);

        Assert.Equal("one", Assert.Single(received).Text);
        await store.Get<IQueues>()[QueueNames.Tickets].DeleteAsync(received[0], default);
        Assert.Equal(text, (await rawPoison.PeekMessageAsync()).Value.MessageText);
        var poison = store.Get<IQueues>()[QueueNames.TicketsPoison];
        var kept = Assert.Single(await poison.ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        Assert.Equal(text, kept.Text);
        await poison.DeleteAsync(kept, default);
    }

    private QueueClient Client(string name, QueueMessageEncoding encoding) =>
        new(store.Azurite.ConnectionString, name, new QueueClientOptions { MessageEncoding = encoding });
}
