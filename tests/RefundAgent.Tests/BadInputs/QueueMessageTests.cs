using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RefundAgent.Adapters.Queues;
using RefundAgent.Cli.Serve;
using RefundAgent.Queues;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.BadInputs;

/// <summary>Messages that cannot be worked on end in the poison queue exactly as they came; the worker goes on.</summary>
public sealed class QueueMessageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 20, 12, 0, 0, TimeSpan.Zero));
    private Desk desk = null!;

    private IMessageQueues Queues => desk.Get<IMessageQueues>();

    public async Task InitializeAsync() => desk = await Desk.OpenAsync(clock);

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("[]")]
    public Task B25_a_message_that_is_no_JSON_ends_in_the_poison_queue_as_it_is(string text) => EndsAsPoisonAsync(text, "The queue message cannot be read");

    [Theory]
    [InlineData("{\"v\":2,\"type\":\"ticket\",\"body\":{}}", "it has version 2, and this build reads 1 to 1: start the build that wrote it")]
    [InlineData("{\"v\":1,\"type\":\"ticket\"}", "neither 'body' nor 'blob'")]
    public Task B26_a_message_of_a_newer_version_ends_there_too(string text, string why) => EndsAsPoisonAsync(text, why);

    [Fact]
    public Task B27_a_message_of_another_type_ends_there_too() =>
        EndsAsPoisonAsync("{\"v\":1,\"type\":\"order\",\"body\":{}}", "it is of type 'order', and this queue carries 'ticket'");

    [Fact]
    public async Task B28_a_message_whose_stored_body_is_gone_ends_there_too()
    {
        var text = await desk.Get<QueueEnvelope>().WriteAsync(desk.Ticket(new string('x', 60_000)), default);
        var blob = JsonDocument.Parse(text).RootElement.GetProperty("blob").GetString()!;
        await desk.Get<IBlobs>().DeleteAsync(blob, default);

        await EndsAsPoisonAsync(text, $"blob '{blob}' of container '{ContainerNames.Payloads}', is gone");
    }

    [Fact]
    public Task B29_a_ticket_that_lacks_a_field_ends_there_too() =>
        EndsAsPoisonAsync("{\"v\":1,\"type\":\"ticket\",\"body\":{\"id\":\"t1\"}}", "its body is not a Ticket");

    private async Task EndsAsPoisonAsync(string text, string why)
    {
        var unreadable = await Assert.ThrowsAsync<UnreadableMessageException>(() => desk.Get<TicketWorker>().HandleAsync(text, default));
        Assert.Contains(why, unreadable.Message, StringComparison.Ordinal);

        await Queues[QueueNames.Tickets].SendAsync(text, default);
        await desk.Get<ITicketQueue>().SendAsync(desk.Ticket(Web.Requests.ReturnLamp), default);
        await PumpUntilOneIsPoisonAsync();

        var poison = await Queues[QueueNames.TicketsPoison].ReceiveAsync(32, TimeSpan.FromSeconds(30), default);
        Assert.All(poison, message => Assert.Equal(text, message.Text));
        Assert.Equal(0, await Queues[QueueNames.Tickets].CountAsync(default));
        Assert.Single(await desk.PaidAsync("#1001"));
    }

    /// <summary>
    /// Time stands still while the good ticket is on the queue, so that no load on the machine can let it lapse in its worker's hands; only
    /// when it is done does the clock move on to the next try of the other message.
    /// </summary>
    private async Task PumpUntilOneIsPoisonAsync()
    {
        var options = new QueueOptions();
        using var pump = new TicketPump(desk.Get<TicketWorker>(), desk.Get<IQueues>(), Options.Create(options), clock, NullLogger<TicketPump>.Instance);
        await pump.StartAsync(default);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Queues[QueueNames.Tickets].CountAsync(default) is > 0 and var left && await look.WaitForNextTickAsync())
        {
            Assert.Null(pump.ExecuteTask?.Exception);
            clock.Advance(left == 1 ? options.RetryDelay : TimeSpan.Zero);
        }

        await pump.StopAsync(default);
    }
}
