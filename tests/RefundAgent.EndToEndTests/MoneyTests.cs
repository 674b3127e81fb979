using RefundAgent.EndToEndTests.Serving;

namespace RefundAgent.EndToEndTests;

public sealed class MoneyTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_return_and_a_cancellation_within_the_rules_are_paid_at_once()
    {
        await OrderFile.ImportAsync(
            shop.Storage,
            OrderFile.Order("#3101", "asta", "delivered", "Garden Chair", 45m),
            OrderFile.Order("#3102", "asta", "pending", "Picnic Basket", 38.50m));
        using var client = shop.Serve.Client();

        var returned = await client.DecideAsync(Ask.ToReturn("paid-return", "asta", "garden chair", "#3101"));
        var cancelled = await client.DecideAsync(Ask.ToCancel("paid-cancel", "asta", "#3102"));

        Assert.Equal(("approve", "executed", new MoneyText("45.00", "USD")), (returned.Outcome, returned.Status, returned.Amount));
        Assert.Equal(("approve", "executed", new MoneyText("38.50", "USD")), (cancelled.Outcome, cancelled.Status, cancelled.Amount));
        Assert.Equal(["return-delivered"], returned.Claims.Single().Reasons.Select(reason => reason.Id));
        Assert.Equal(45m, await MovedAsync(client, returned));
        Assert.Equal(38.50m, await MovedAsync(client, cancelled));
    }

    [Fact]
    public async Task The_same_message_again_gets_the_same_decision_and_no_more_money()
    {
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order("#3201", "bo", "delivered", "Garden Chair", 45m, quantity: 2));
        using var client = shop.Serve.Client();
        var request = Ask.ToReturn("again", "bo", "garden chairs", "#3201");

        var first = await client.DecideAsync(request);
        var before = await client.RecordAsync(first.DecisionId);
        var second = await client.DecideAsync(request);
        var after = await client.RecordAsync(second.DecisionId);

        Assert.Equal("executed", first.Status);
        Assert.Equal(first.DecisionId, second.DecisionId);
        Assert.Equal((first.Status, first.Amount, first.Reply, first.ContextVersion), (second.Status, second.Amount, second.Reply, second.ContextVersion));
        Assert.Equal(before.Claims.Single().ProviderReference, after.Claims.Single().ProviderReference);
        Assert.Single(await DecisionsOnAsync(client, "again"));
    }

    [Fact]
    public async Task Twenty_duplicates_at_once_are_one_decision_and_one_refund()
    {
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order("#3301", "cleo", "delivered", "Wool Scarf", 30m));
        using var client = shop.Serve.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => client.DecideAsync(Ask.ToReturn("twenty", "cleo", "wool scarf", "#3301"))));

        Assert.Single(answers.Select(answer => answer.DecisionId).Distinct());
        Assert.All(answers, answer => Assert.Equal(("approve", "executed"), (answer.Outcome, answer.Status)));
        Assert.Equal(30m, await MovedAsync(client, Assert.Single(await DecisionsOnAsync(client, "twenty"))));
    }

    [Fact]
    public async Task Sixteen_tickets_for_one_order_at_once_never_get_more_than_was_paid()
    {
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order("#3401", "dag", "delivered", "Wool Scarf", 30m));
        using var client = shop.Serve.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(number => client.DecideAsync(Ask.ToReturn($"sixteen-{number}", "dag", "wool scarf", "#3401"))));

        Assert.Equal(16, answers.Select(answer => answer.DecisionId).Distinct().Count());
        var moved = await Task.WhenAll(answers.Select(answer => MovedAsync(client, answer)));
        Assert.Equal([30m], moved.Where(amount => amount > 0));
    }

    private static async Task<decimal> MovedAsync(AgentClient client, Decision decision) =>
        (await client.RecordAsync(decision.DecisionId)).Claims.Sum(claim => claim.Moved);

    private static async Task<IReadOnlyList<Decision>> DecisionsOnAsync(AgentClient client, string ticket) =>
        [.. (await client.AllAsync()).Where(decision => decision.TicketId == ticket)];
}
