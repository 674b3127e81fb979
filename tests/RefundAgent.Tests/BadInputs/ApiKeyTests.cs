using RefundAgent.Adapters.Queues;
using RefundAgent.Cli;
using RefundAgent.Tests.Web;

namespace RefundAgent.Tests.BadInputs;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("system,agent")]
    public async Task B12_without_a_valid_key_nobody_gets_further(string? key)
    {
        foreach (var path in new[] { Routes.Refunds, Routes.Context, $"{Routes.Refunds}/x" })
        {
            Assert.Contains("X-Api-Key", Answers.Problem(401, await agent.GetAsync(path, key))["detail"], StringComparison.Ordinal);
        }

        Answers.Problem(401, await agent.PostAsync(Routes.Refunds, "not even JSON", key));
    }

    [Fact]
    public async Task B13_a_key_without_the_role_is_told_which_it_needs()
    {
        Assert.Contains("system, agent, manager", Answers.Problem(403, await agent.PostAsync(Routes.Refunds, Requests.Refund("x"), "operator"))["detail"], StringComparison.Ordinal);
        var decision = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        var path = $"{Routes.Refunds}/{decision["decisionId"]}/feedback";
        Assert.Contains("manager", Answers.Problem(403, await agent.PostAsync(path, "{\"kind\":\"audit\",\"outcome\":\"deny\"}", "agent"))["detail"], StringComparison.Ordinal);
        Assert.Contains("system", Answers.Problem(403, await agent.PostAsync(path, "{\"kind\":\"csat\",\"score\":5}", "agent"))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task B14_a_tenant_that_is_not_the_keys_stays_out_of_reach()
    {
        Answers.Problem(403, await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp).With("tenant", "third")));
        Answers.Problem(403, await agent.GetAsync($"{Routes.Refunds}?tenant=third"));
        Answers.Problem(403, await agent.GetAsync($"{Routes.Context}?tenant=third"));
    }

    [Fact]
    public async Task B15_settings_of_keys_and_secrets_that_cannot_work_stop_the_start_with_all_faults()
    {
        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => Agent.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Auth:Keys:0:Sha256"] = "the key itself",
            ["Auth:Keys:1:Roles:0"] = "boss",
            ["Webhooks:Standard:Secret"] = "whsec_short",
            ["Webhooks:Standard:Tenant"] = " ",
            ["Decisions:TimeLimit"] = "00:00:00",
        }));

        foreach (var setting in new[] { "Auth:Keys:0:Sha256", "Auth:Keys:1:Roles", "Webhooks:Standard:Secret", "Webhooks:Standard:Tenant", "Decisions:TimeLimit" })
        {
            Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("the key itself", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B16_a_delivery_that_cannot_be_verified_learns_nothing_and_leaves_nothing()
    {
        var (body, wrong) = (Deliveries.Ticket(), "whsec_" + Convert.ToBase64String(new byte[24]));
        var now = agent.Clock.GetUtcNow();
        Answer[] answers =
        [
            await agent.SendAsync(Deliveries.Signed(body, now, wrong), null),
            await agent.SendAsync(Deliveries.Signed(body, now.AddMinutes(-6)), null),
            await agent.SendAsync(Deliveries.Signed(body, now.AddMinutes(6)), null),
            await agent.SendAsync(Deliveries.Unsigned(body), null),
        ];

        Assert.Single(answers.Select(answer => Answers.Problem(401, answer)["detail"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(0, await agent.Get<IMessageQueues>()[QueueNames.Tickets].CountAsync(default));
    }

    [Fact]
    public async Task B17_a_delivery_of_another_kind_is_taken_and_left_alone()
    {
        var answer = await agent.SendAsync(Deliveries.Signed("{\"type\":\"ticket.closed\"}", agent.Clock.GetUtcNow()), null);

        Assert.Equal((202, "ticket.closed"), (answer.Code, answer["ignored"]));
        Assert.Equal(0, await agent.Get<IMessageQueues>()[QueueNames.Tickets].CountAsync(default));
        Assert.Equal("is missing.", Answers.Problem(400, await agent.SendAsync(Deliveries.Signed("{}", agent.Clock.GetUtcNow()), null)).Fault("type"));
    }
}
