using System.Text.Json.Nodes;
using RefundAgent.Actions;
using RefundAgent.Cli.Samples;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Web.Refunds;

public sealed class RefundApiTests : IAsyncLifetime
{
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task A_clear_return_is_paid_and_said_so()
    {
        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));

        Assert.Equal(200, answer.Code);
        Assert.Equal(("approve", "executed"), (answer["outcome"], answer["status"]));
        Assert.Equal("{\"amount\":\"48.00\",\"currency\":\"USD\"}", answer["amount"]);
        Assert.Contains("48.00 USD", answer["reply"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_gets_the_same_answer_whether_known_by_its_id_or_by_its_words()
    {
        foreach (var id in new[] { "m1", null })
        {
            var body = Requests.Refund(Requests.ReturnLamp, ticket: $"by {id}", messageId: id);
            var first = await agent.PostAsync(Routes.Refunds, body);
            agent.Clock.Advance(TimeSpan.FromMinutes(5));
            var second = await agent.PostAsync(Routes.Refunds, body);

            Assert.Equal(200, first.Code);
            Assert.Equal(first.Text, second.Text);
        }

        var account = await agent.Get<IRefundLedger>().ReadAccountAsync(TenantId.From("default"), CustomerId.From("mara.lind"), default);
        Assert.Equal(48_00, account.Orders.Single().Value.Committed.MinorUnits);
    }

    [Fact]
    public async Task A_customer_known_by_an_email_alone_waits_for_a_person()
    {
        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp).With("channel", "Email"));

        Assert.Equal(("approve", "pendingApproval"), (answer["outcome"], answer["status"]));
        Assert.DoesNotContain("48.00", answer["reply"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stated_facts_are_kept_with_their_source_and_never_stand_against_the_order()
    {
        var facts = new Dictionary<string, object> { ["order.paid"] = 9999, ["order.status"] = "delivered", ["warehouse.seen"] = true };
        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund("Please cancel order #1002.").With("facts", facts));
        var record = await agent.GetAsync($"{Routes.Refunds}/{answer["decisionId"]}");

        Assert.Equal("{\"amount\":\"79.00\",\"currency\":\"USD\"}", answer["amount"]);
        Assert.Contains("\"ignored.order.status\"", record.Text, StringComparison.Ordinal);
        Assert.Contains("\"warehouse.seen\"", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_customer_reaches_the_customers_orders()
    {
        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp, customer: "joon.park"));

        Assert.Equal(200, answer.Code);
        Assert.NotEqual("executed", answer["status"]);
        Assert.DoesNotContain("48.00", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenant_is_the_keys_own_unless_another_of_its_own_is_named()
    {
        await agent.PlantAsync(TenantId.From("other"));

        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp).With("tenant", "other"));

        Assert.Equal(404, (await agent.GetAsync($"{Routes.Refunds}/{answer["decisionId"]}")).Code);
        Assert.Equal(200, (await agent.GetAsync($"{Routes.Refunds}/{answer["decisionId"]}?tenant=other")).Code);
    }

    [Fact]
    public async Task A_page_ends_with_a_cursor_to_the_next_and_keeps_to_its_filters()
    {
        foreach (var index in Enumerable.Range(0, 3))
        {
            await agent.PostAsync(Routes.Refunds, Requests.Refund("I'd like a refund.", ticket: $"t{index}"));
            agent.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await agent.GetAsync($"{Routes.Refunds}?size=2&status=answered");
        var second = await agent.GetAsync($"{Routes.Refunds}?size=2&status=answered&cursor={first["cursor"]}");

        Assert.Equal(["t2", "t1"], Tickets(first));
        Assert.Equal(["t0"], Tickets(second));
        Assert.Null(second["cursor"]);
        Assert.Empty(Tickets(await agent.GetAsync($"{Routes.Refunds}?status=executed")));
        Assert.Empty(Tickets(await agent.GetAsync($"{Routes.Refunds}?since=2026-01-21T00:00:00Z")));
    }

    [Fact]
    public async Task What_was_drawn_is_listed_until_a_person_has_judged_it()
    {
        await SetReviewShareAsync("1.0");
        var paid = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        await agent.PostAsync(Routes.Refunds, Requests.Refund("I'd like a refund.", ticket: "t2"));
        var feedback = $"{Routes.Refunds}/{paid["decisionId"]}/feedback";

        Assert.Equal("executed", paid["status"]);
        Assert.Equal("{\"probability\":1,\"drawn\":true}", await ReviewOfAsync(paid));
        Assert.Equal([paid["ticketId"]], Tickets(await agent.GetAsync($"{Routes.Refunds}?review=wanted")));
        Assert.Equal(202, (await agent.PostAsync(feedback, new { kind = "reopen" })).Code);
        Assert.Single(Tickets(await agent.GetAsync($"{Routes.Refunds}?review=wanted")));

        Assert.Equal(202, (await agent.PostAsync(feedback, new { kind = "confirm" }, "agent")).Code);

        Assert.Empty(Tickets(await agent.GetAsync($"{Routes.Refunds}?review=wanted")));
        Assert.Equal([paid["ticketId"]], Tickets(await agent.GetAsync($"{Routes.Refunds}?review=done")));
        Assert.Contains("\"at\":", await ReviewOfAsync(paid), StringComparison.Ordinal);
        Assert.Equal("must be one of wanted, done.", (await agent.GetAsync($"{Routes.Refunds}?review=soon")).Fault("review"));
    }

    [Fact]
    public async Task Nothing_is_listed_where_nothing_was_drawn()
    {
        await SetReviewShareAsync("0");
        var paid = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));

        await agent.PostAsync($"{Routes.Refunds}/{paid["decisionId"]}/feedback", new { kind = "confirm" }, "agent");

        Assert.Equal("{\"probability\":0,\"drawn\":false}", await ReviewOfAsync(paid));
        Assert.Empty(Tickets(await agent.GetAsync($"{Routes.Refunds}?review=wanted")));
        Assert.Empty(Tickets(await agent.GetAsync($"{Routes.Refunds}?review=done")));
    }

    private async Task SetReviewShareAsync(string share)
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["autonomy"]!["reviewShare"] = JsonNode.Parse(share);
        await agent.Get<PolicyImport>().RunAsync(TenantId.From("default"), policy.ToJsonString(), default);
    }

    private async Task<string> ReviewOfAsync(Answer decision) => (await agent.GetAsync($"{Routes.Refunds}/{decision["decisionId"]}"))
        .Json.GetProperty("decision").GetProperty("claims")[0].GetProperty("autonomy").GetProperty("review").ToString();

    private static IEnumerable<string?> Tickets(Answer page) =>
        page.Json.GetProperty("refunds").EnumerateArray().Select(refund => refund.GetProperty("ticketId").GetString());
}
