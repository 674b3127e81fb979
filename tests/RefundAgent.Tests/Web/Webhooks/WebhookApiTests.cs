using RefundAgent.Adapters.Queues;
using RefundAgent.Queues;
using RefundAgent.Tests.BadInputs;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class WebhookApiTests : IAsyncLifetime
{
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task A_verified_ticket_is_on_the_queue_when_it_is_acknowledged()
    {
        var answer = await agent.SendAsync(Deliveries.Signed(Deliveries.Ticket(), agent.Clock.GetUtcNow()), null);

        Assert.Equal((202, "msg_1"), (answer.Code, answer["accepted"]));
        var ticket = await TicketAsync();
        Assert.Equal(("default", "t1", "msg_1", "webhook:standard"), (ticket.Tenant.Value, ticket.Id.Value, ticket.Message.Value, ticket.BroughtBy.Value));
        Assert.False(ticket.Customer.Authenticated);
    }

    [Fact]
    public async Task The_senders_own_message_id_counts_before_the_deliverys()
    {
        await agent.SendAsync(Deliveries.Signed(Deliveries.Ticket(Requests.Refund("hello", messageId: "m7")), agent.Clock.GetUtcNow()), null);

        Assert.Equal("m7", (await TicketAsync()).Message.Value);
    }

    [Fact]
    public async Task A_body_cannot_choose_its_tenant() => Answers.Problem(403, await agent.SendAsync(
        Deliveries.Signed(Deliveries.Ticket(Requests.Refund("hello").With("tenant", "other")), agent.Clock.GetUtcNow()), null));

    [Fact]
    public async Task A_verified_body_that_is_no_ticket_is_told_what_is_missing()
    {
        var noData = await agent.SendAsync(Deliveries.Signed("{\"type\":\"ticket.created\"}", agent.Clock.GetUtcNow()), null);
        Assert.StartsWith("is missing", Answers.Problem(400, noData).Fault("data"), StringComparison.Ordinal);

        var empty = await agent.SendAsync(Deliveries.Signed(Deliveries.Ticket(new Dictionary<string, object?>()), agent.Clock.GetUtcNow()), null);
        Assert.Equal("is missing.", Answers.Problem(400, empty).Fault("data.message"));
    }

    [Fact]
    public async Task There_is_no_other_connection() =>
        Answers.Problem(404, await agent.SendAsync(Deliveries.Unsigned(Deliveries.Ticket(), "api/webhooks/unknown"), null));

    [Fact]
    public async Task Without_a_secret_the_connection_is_closed()
    {
        await using var closed = await Agent.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:Standard:Secret"] = "" });

        Answers.Problem(401, await closed.SendAsync(Deliveries.Signed(Deliveries.Ticket(), closed.Clock.GetUtcNow()), null));
    }

    private async Task<Ticket> TicketAsync()
    {
        var message = Assert.Single(await agent.Get<IMessageQueues>()[QueueNames.Tickets].ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        return await agent.Get<IQueueMessages>().ReadAsync<Ticket>(message.Text, default);
    }
}
