using RefundAgent.Adapters.Queues;
using RefundAgent.Feedback;
using RefundAgent.Queues;
using RefundAgent.Tests.BadInputs;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class StandardEventApiTests : IAsyncLifetime
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
    public async Task A_comment_is_another_message_of_its_ticket()
    {
        var answer = await agent.SendAsync(Signed("ticket.commentAdded", Requests.Refund("Here is the photo.", messageId: "m2")), null);

        Assert.Equal(202, answer.Code);
        var ticket = await TicketAsync();
        Assert.Equal(("t1", "m2", "Here is the photo."), (ticket.Id.Value, ticket.Message.Value, ticket.Text));
    }

    [Fact]
    public async Task A_rating_waits_for_the_decision_that_it_is_about()
    {
        var before = agent.Clock.GetUtcNow().AddHours(-2);

        var answer = await agent.SendAsync(Signed("csat.received", new { ticketId = "t1", score = 2, ratedAt = before }), null);

        Assert.Equal((202, "msg_1"), (answer.Code, answer["accepted"]));
        Assert.Equal(
            new TicketSignal
            {
                Id = new EventId("msg_1"),
                Tenant = DefaultTenant.Id,
                Ticket = new TicketId("t1"),
                Kind = FeedbackKind.Csat,
                By = new PrincipalId("webhook:standard"),
                Roles = Roles.System,
                Score = 2,
                At = before,
                ReceivedAt = agent.Clock.GetUtcNow(),
            },
            await SignalAsync());
    }

    [Fact]
    public async Task A_rating_of_a_decided_ticket_is_heard_as_the_customers_word_on_that_decision()
    {
        var decided = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        await agent.SendAsync(Signed("csat.received", new { ticketId = "t1", score = 1 }), null);

        var message = Assert.Single(await agent.Get<IMessageQueues>()[QueueNames.Feedback].ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        await agent.Get<FeedbackWorker>().RecordAsync(message.Text, default);

        var heard = Assert.Single(await agent.Get<IFeedbackInbox>().ReadAsync(DefaultTenant.Id, 10, default));
        Assert.Equal((decided["decisionId"], FeedbackKind.Csat, 1, Roles.System), (heard.Decision.Value, heard.Kind, heard.Score, heard.Roles));
    }

    [Fact]
    public async Task Nobody_rates_in_the_future()
    {
        await agent.SendAsync(Signed("csat.received", new { ticketId = "t1", score = 5, ratedAt = agent.Clock.GetUtcNow().AddMinutes(3) }), null);

        Assert.Equal(agent.Clock.GetUtcNow(), (await SignalAsync()).At);
    }

    [Theory]
    [InlineData("ticketId")]
    [InlineData("score")]
    public async Task A_rating_that_lacks_something_is_told_so(string field)
    {
        var data = new Dictionary<string, object?> { ["ticketId"] = "t1", ["score"] = 5 };
        data.Remove(field);

        Assert.StartsWith("is missing", Answers.Problem(400, await agent.SendAsync(Signed("csat.received", data), null)).Fault($"data.{field}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(4.5)]
    public async Task A_score_is_one_to_five(double score) =>
        Answers.Problem(400, await agent.SendAsync(Signed("csat.received", new { ticketId = "t1", score }), null)).Fault("data.score");

    [Fact]
    public async Task A_customer_who_came_back_says_something_about_the_answer_and_other_states_do_not()
    {
        await agent.SendAsync(Signed("ticket.statusChanged", new { ticketId = "t1", status = "reopened" }), null);
        var solved = await agent.SendAsync(Signed("ticket.statusChanged", new { ticketId = "t1", status = "solved" }), null);
        var nothing = await agent.SendAsync(Signed("ticket.statusChanged", new { ticketId = "t1" }), null);

        Assert.Equal(FeedbackKind.Reopen, (await SignalAsync()).Kind);
        Assert.Equal((202, "ticket.statusChanged"), (solved.Code, solved["ignored"]));
        Assert.Equal("is missing.", Answers.Problem(400, nothing).Fault("data.status"));
    }

    [Fact]
    public async Task A_body_cannot_say_what_staff_ruled_and_is_told_how_they_can()
    {
        var answer = await agent.SendAsync(Signed("refund.overridden", new { ticketId = "t1", outcome = "approve" }), null);

        Assert.Equal((202, "refund.overridden"), (answer.Code, answer["ignored"]));
        Assert.Contains("/api/refunds/{id}/feedback", answer["why"], StringComparison.Ordinal);
        Assert.Equal(0, await agent.Get<IMessageQueues>()[QueueNames.Feedback].CountAsync(default));
    }

    [Fact]
    public async Task Another_type_is_left_alone()
    {
        var answer = await agent.SendAsync(Signed("invoice.paid", new { }), null);

        Assert.Equal((202, "{\"ignored\":\"invoice.paid\"}"), (answer.Code, answer.Text));
    }

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

    private async Task<TicketSignal> SignalAsync()
    {
        var message = Assert.Single(await agent.Get<IMessageQueues>()[QueueNames.Feedback].ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        return await agent.Get<IQueueMessages>().ReadAsync<TicketSignal>(message.Text, default);
    }

    private HttpRequestMessage Signed(string type, object data) => Deliveries.Signed(CanonicalJson.Write(new { type, data }), agent.Clock.GetUtcNow());
}
