using RefundAgent.Adapters.Queues;
using RefundAgent.Feedback;
using RefundAgent.Queues;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class QueueContract(TestStore store) : IAsyncLifetime
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);

    private readonly IQueueReceiver tickets = store.Get<IQueues>()[QueueNames.Tickets];
    private readonly IQueueReceiver poison = store.Get<IQueues>()[QueueNames.TicketsPoison];
    private readonly IQueueMessages messages = store.Get<IQueueMessages>();
    private readonly TenantId tenant = TestStore.NewTenant();

    public async Task InitializeAsync()
    {
        await EmptyAsync(tickets);
        await EmptyAsync(poison);
    }

    public Task DisposeAsync() => InitializeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(48 * 1024)]
    [InlineData(256 * 1024)]
    public async Task A_ticket_of_any_length_arrives_as_it_was_sent(int length)
    {
        var ticket = Samples.Ticket(tenant, "#\u0001/😀", text: Samples.Noise(length));

        await store.Get<ITicketQueue>().SendAsync(ticket, default);

        var message = await ReceiveOneAsync(Hidden);
        Assert.Equal(1, message.DequeueCount);
        Assert.Equal(CanonicalJson.Write(ticket), CanonicalJson.Write(await messages.ReadAsync<Ticket>(message.Text, default)));
        Assert.Equal(1, await tickets.CountAsync(default));

        await tickets.DeleteAsync(message, default);
        Assert.Equal(0, await tickets.CountAsync(default));
    }

    [Fact]
    public async Task Feedback_arrives_as_it_was_sent()
    {
        var feedback = Samples.Feedback(tenant, "e1");
        var queue = store.Get<IQueues>()[QueueNames.Feedback];
        await EmptyAsync(queue);

        await store.Get<IFeedbackQueue>().SendAsync(feedback, default);

        var message = Assert.Single(await queue.ReceiveAsync(1, Hidden, default));
        Assert.Equal(CanonicalJson.Write(feedback), CanonicalJson.Write(await messages.ReadAsync<FeedbackEvent>(message.Text, default)));
        await queue.DeleteAsync(message, default);
    }

    [Fact]
    public async Task A_poisoned_message_can_be_seen_and_tried_again_with_all_of_its_body()
    {
        var ticket = Samples.Ticket(tenant, "T-poison", text: Samples.Noise(256 * 1024));
        await store.Get<ITicketQueue>().SendAsync(ticket, default);
        await tickets.MoveToPoisonAsync(await ReceiveOneAsync(Hidden), default);
        var aside = store.Get<IPoisonQueues>();

        Assert.Single(await aside.ListAsync(QueueNames.Tickets, 10, default));
        Assert.Single(await aside.ListAsync(QueueNames.Tickets, 10, default));
        Assert.Equal(1, await aside.ReplayAsync(QueueNames.Tickets, 10, default));

        var again = await ReceiveOneAsync(Hidden);
        Assert.Equal(CanonicalJson.Write(ticket), CanonicalJson.Write(await messages.ReadAsync<Ticket>(again.Text, default)));
        Assert.Equal(0, await poison.CountAsync(default));
        await tickets.DeleteAsync(again, default);
    }

    [Fact]
    public async Task The_stored_body_of_a_long_message_goes_with_it()
    {
        await store.Get<ITicketQueue>().SendAsync(Samples.Ticket(tenant, text: Samples.Noise(100_000)), default);
        var message = await ReceiveOneAsync(Hidden);

        await tickets.DeleteAsync(message, default);

        var gone = await Assert.ThrowsAsync<UnreadableMessageException>(() => messages.ReadAsync<Ticket>(message.Text, default));
        Assert.Contains("is gone", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_received_message_is_hidden_and_can_be_kept_hidden()
    {
        await SendAsync("one");
        var message = await ReceiveOneAsync(Hidden);

        Assert.Empty(await tickets.ReceiveAsync(32, Hidden, default));
        var renewed = await tickets.RenewAsync(message, Hidden, default);

        Assert.NotNull(renewed);
        Assert.Null(await tickets.RenewAsync(message, Hidden, default));
        Assert.Equal(message.DequeueCount, renewed.DequeueCount);
        await tickets.DeleteAsync(message, default);
        Assert.Equal(1, await tickets.CountAsync(default));
        await tickets.DeleteAsync(renewed, default);
        Assert.Equal(0, await tickets.CountAsync(default));
    }

    [Fact]
    public async Task A_message_given_back_appears_again_and_counts_its_tries()
    {
        await SendAsync("one");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var message = await ReceiveOneAsync(Hidden);
            Assert.Equal(("one", attempt), (message.Text, message.DequeueCount));
            await tickets.RetryLaterAsync(message, TimeSpan.Zero, default);
        }
    }

    [Fact]
    public async Task A_poisoned_message_is_kept_as_it_is()
    {
        const string Text = "{ not ours: \u0007 'é' 😀";
        await SendAsync(Text);

        await tickets.MoveToPoisonAsync(await ReceiveOneAsync(Hidden), default);

        Assert.Equal(0, await tickets.CountAsync(default));
        var kept = Assert.Single(await poison.ReceiveAsync(32, Hidden, default));
        Assert.Equal(Text, kept.Text);
        await poison.DeleteAsync(kept, default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"v":2,"type":"ticket","body":{}}""")]
    [InlineData("""{"v":1,"type":"feedback","body":{}}""")]
    [InlineData("""{"v":1,"type":"ticket","body":{}}""")]
    [InlineData("""{"v":1,"type":"ticket","body":null}""")]
    [InlineData("""{"v":1,"type":"ticket"}""")]
    [InlineData("""{"v":1,"v":1,"type":"ticket","body":{}}""")]
    [InlineData("""{"v":1,"type":"ticket","blob":"ticket/none.json"}""")]
    [InlineData("""{"v":"1","type":"ticket","body":{}}""")]
    public async Task A_message_that_is_none_of_ours_says_so(string text) =>
        await Assert.ThrowsAsync<UnreadableMessageException>(() => messages.ReadAsync<Ticket>(text, default));

    [Fact]
    public async Task Of_many_receivers_each_message_reaches_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => SendAsync($"{index}")));

        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tickets.ReceiveAsync(5, Hidden, default)));

        Assert.Equal(20, received.SelectMany(some => some).Select(message => message.Text).Distinct().Count());
        Assert.Equal(20, received.Sum(some => some.Length));
        await Task.WhenAll(received.SelectMany(some => some).Select(message => tickets.DeleteAsync(message, default)));
    }

    private Task SendAsync(string text) => store.Get<IMessageQueues>()[QueueNames.Tickets].SendAsync(text, default);

    private async Task<QueuedMessage> ReceiveOneAsync(TimeSpan hidden) => Assert.Single(await tickets.ReceiveAsync(32, hidden, default));

    private static async Task EmptyAsync(IQueueReceiver queue)
    {
        while (await queue.ReceiveAsync(32, Hidden, default) is { IsEmpty: false } some)
        {
            foreach (var message in some)
            {
                await queue.DeleteAsync(message, default);
            }
        }
    }
}

public sealed class MemoryQueueTests(MemoryStore store) : QueueContract(store), IClassFixture<MemoryStore>
{
    private readonly TestStore store = store;

    [Fact]
    public async Task A_message_whose_receiver_dies_appears_again()
    {
        var queue = store.Get<IMessageQueues>()[QueueNames.Feedback];
        await queue.SendAsync("one", default);
        await queue.ReceiveAsync(1, TimeSpan.FromSeconds(30), default);

        store.Clock.Advance(TimeSpan.FromSeconds(31));

        var message = Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromSeconds(30), default));
        Assert.Equal(2, message.DequeueCount);
        await queue.DeleteAsync(message, default);
    }

    [Fact]
    public async Task A_message_sent_for_later_is_hidden_until_then()
    {
        var queue = store.Get<IMessageQueues>()[QueueNames.Feedback];
        await queue.SendAsync("later", TimeSpan.FromHours(1), default);
        Assert.Empty(await queue.ReceiveAsync(1, TimeSpan.FromSeconds(30), default));

        store.Clock.Advance(TimeSpan.FromHours(1));

        var message = Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromSeconds(30), default));
        Assert.Equal(("later", 1L), (message.Text, message.DequeueCount));
        await queue.DeleteAsync(message, default);
    }
}
