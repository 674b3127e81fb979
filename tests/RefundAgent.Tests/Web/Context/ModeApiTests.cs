using RefundAgent.Adapters.Policies;
using RefundAgent.Context;
using RefundAgent.Policies;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Context;

public sealed class ModeApiTests
{
    [Fact]
    public async Task Off_stops_the_next_decision_and_earned_lets_it_pay_again()
    {
        await using var agent = await Agent.StartAsync();

        var off = await agent.PostAsync("api/mode", new { mode = "off", note = "too much since noon" }, "operator");
        var stopped = await agent.PostAsync("api/refunds", Requests.Refund(Requests.ReturnLamp, "t1"));
        var shown = await agent.GetAsync("api/mode", "manager");
        var earned = await agent.PostAsync("api/mode", new { mode = "earned" }, "operator");
        var again = await agent.PostAsync("api/refunds", Requests.Refund(Requests.ReturnLamp, "t2"));

        Assert.Equal((200, "default", "earned", "off", null), (off.Code, off["tenant"], off["before"], off["mode"], off["fault"]));
        Assert.Equal((200, "default", "off", null), (shown.Code, shown["tenant"], shown["mode"], shown["fault"]));
        Assert.Equal(("off", "earned"), (earned["before"], earned["mode"]));
        Assert.Equal(("escalate", "executed"), (stopped["outcome"], again["status"]));
        Assert.Contains("Warning 2020 operator turned the mode of tenant default from Earned to Off: too much since noon", agent.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_is_named_in_the_body_or_the_query_and_no_other_is_touched()
    {
        await using var agent = await Agent.StartAsync();
        await agent.PlantAsync(TenantId.From("other"));

        var body = await agent.PostAsync("api/mode", new { mode = "off", tenant = "other" }, "operator");
        var query = await agent.PostAsync("api/mode?tenant=other", new { mode = "suggest" }, "operator");

        Assert.Equal(("other", "earned", "off"), (body["tenant"], body["before"], body["mode"]));
        Assert.Equal(("other", "off", "suggest"), (query["tenant"], query["before"], query["mode"]));
        Assert.Equal("earned", (await agent.GetAsync("api/mode", "operator"))["mode"]);
        Assert.Equal("suggest", (await agent.GetAsync("api/mode?tenant=other", "operator"))["mode"]);
        Assert.Equal(403, (await agent.PostAsync("api/mode", new { mode = "off", tenant = "third" }, "operator")).Code);
    }

    [Fact]
    public async Task Off_needs_no_valid_policy_and_anything_else_does()
    {
        const string Document = """{ "mode": "earned", "name": "of another build" }""";
        await using var agent = await Agent.StartAsync();
        var document = new PolicyDocument(new PolicyParser().VersionOf(Document)!.Value, Document);
        await agent.Get<IPolicyStore>().SaveAsync(DefaultTenant.Id, document, default);
        var contexts = agent.Get<IContextStore>();
        var pointer = await contexts.ReadPointerAsync(DefaultTenant.Id, default);
        Assert.True(await contexts.SwapAsync(DefaultTenant.Id, pointer, pointer with { Policy = document.Version }, default));

        var shown = await agent.GetAsync("api/mode", "operator");
        var refused = await agent.PostAsync("api/mode", new { mode = "suggest" }, "operator");
        var off = await agent.PostAsync("api/mode", new { mode = "off" }, "operator");

        Assert.Equal((200, "earned"), (shown.Code, shown["mode"]));
        Assert.StartsWith("The policy is not valid: ", shown["fault"], StringComparison.Ordinal);
        Assert.Equal((409, "urn:refund-agent:problem:invalid-policy"), (refused.Code, refused["type"]));
        Assert.Equal((200, "earned", "off"), (off.Code, off["before"], off["mode"]));
        Assert.StartsWith("The policy is not valid: ", off["fault"], StringComparison.Ordinal);
        Assert.Equal("off", (await agent.GetAsync("api/mode", "operator"))["mode"]);
    }

    [Theory]
    [InlineData("manager", 200, 403)]
    [InlineData("agent", 403, 403)]
    [InlineData("system", 403, 403)]
    [InlineData("nobody's", 401, 401)]
    public async Task Managers_see_it_and_operators_alone_turn_it(string key, int read, int turn)
    {
        await using var agent = await Agent.StartAsync();

        Assert.Equal((read, turn), ((await agent.GetAsync("api/mode", key)).Code, (await agent.PostAsync("api/mode", new { mode = "off" }, key)).Code));
        Assert.Equal("earned", (await agent.GetAsync("api/mode", "operator"))["mode"]);
    }

    [Fact]
    public async Task What_cannot_be_is_said_and_changes_nothing()
    {
        await using var agent = await Agent.StartAsync();

        Assert.StartsWith("is missing", (await agent.PostAsync("api/mode", new { }, "operator")).Fault("mode"), StringComparison.Ordinal);
        Assert.StartsWith("must be one of off, suggest, earned", (await agent.PostAsync("api/mode", new { mode = "Off" }, "operator")).Fault("mode"), StringComparison.Ordinal);
        Assert.NotEmpty((await agent.PostAsync("api/mode", new { mode = "off", note = new string('x', 4001) }, "operator")).Fault("note"));
        Assert.NotEmpty((await agent.PostAsync("api/mode", new { mode = "off", tenant = "" }, "operator")).Fault("tenant"));
        Assert.Equal((409, 409), ((await agent.PostAsync("api/mode?tenant=other", new { mode = "off" }, "operator")).Code, (await agent.GetAsync("api/mode?tenant=other", "operator")).Code));
        Assert.Equal("earned", (await agent.GetAsync("api/mode", "operator"))["mode"]);
    }
}
