using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Cli.Samples;
using RefundAgent.Kpis;
using RefundAgent.Policies;
using RefundAgent.Tests.Web.OpenApi;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Kpis;

/// <summary>Over real HTTP, in this process, on storage in memory.</summary>
public sealed class KpiApiTests : IAsyncLifetime
{
    private const string NeverArrived = "Order #1001 never arrived, I would like my money back.";

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task What_was_decided_and_paid_adds_up()
    {
        await DecideAsync(Requests.ReturnLamp, "alone");
        await DecideAsync(NeverArrived, "handed-over");
        await SuggestAsync();
        await AnswerAsync(await DecideAsync(Requests.CancelBlanket, "changed"), new { verdict = "approve", amount = new { amount = "70.00", currency = "USD" } });
        await DecideAsync("I would like to return one Notebook from order #1001.", "waits");

        var sheet = await SheetAsync();

        Assert.Equal((4, 4), (Number(sheet, "decisions"), Number(sheet, "claims")));
        Assert.Equal("""{"approve":3,"deny":0,"ask":0,"escalate":1}""", sheet.GetProperty("outcomes").GetRawText());
        Assert.Equal("""{"count":1,"rate":0.25}""", sheet.GetProperty("alone").GetRawText());
        Assert.Equal("""{"count":1,"rate":0.25}""", sheet.GetProperty("escalated").GetRawText());
        var money = Assert.Single(sheet.GetProperty("refunds").EnumerateArray());
        Assert.Equal(Sum(2, "118.00"), money.GetProperty("executed").GetRawText());
        Assert.Equal(Sum(1, "48.00"), money.GetProperty("byAgent").GetRawText());
        Assert.Equal(Sum(1, "70.00"), money.GetProperty("byPeople").GetRawText());
        Assert.Equal(1, Number(sheet.GetProperty("waiting"), "claims"));
        var people = sheet.GetProperty("people");
        Assert.Equal((1, 0, 1, 0, 0), (
            Number(people, "answered"), Number(people, "agreed"), Number(people, "changed"), Number(people, "rejected"), Number(people, "expired")));
        Assert.Equal(30, people.GetProperty("medianMinutes").GetDouble());
        Assert.False(sheet.TryGetProperty("model", out _));
        Assert.Equal(8, sheet.GetProperty("days").GetArrayLength());
        Assert.Equal(4, Number(sheet.GetProperty("days")[7], "claims"));
        Assert.Equal(Sum(2, "118.00"), sheet.GetProperty("days")[7].GetProperty("executed")[0].GetRawText());
    }

    [Fact]
    public async Task What_lies_before_the_window_does_not_count()
    {
        await DecideAsync(Requests.ReturnLamp, "before");
        agent.Clock.Advance(TimeSpan.FromHours(3));
        await DecideAsync(NeverArrived, "within");

        var hours = await SheetAsync("?window=2h");

        Assert.Equal((1, 0), (Number(hours, "decisions"), hours.GetProperty("refunds").GetArrayLength()));
        Assert.Equal(2, Number(await SheetAsync("?window=4h"), "decisions"));
    }

    [Fact]
    public async Task A_claim_that_nobody_answered_is_told_apart_from_one_that_waits()
    {
        await SuggestAsync();
        await DecideAsync(Requests.ReturnLamp, "expires");
        agent.Clock.Advance(TimeSpan.FromDays(30));
        await agent.Get<RefundAgent.Reconciliation.Reconciler>().RunAsync(default);

        var sheet = await SheetAsync("?window=40d");

        Assert.Equal((0, 1), (Number(sheet.GetProperty("waiting"), "claims"), Number(sheet.GetProperty("people"), "expired")));
    }

    [Fact]
    public async Task An_agent_that_has_done_nothing_yet_shows_noughts_and_no_shares()
    {
        var sheet = await SheetAsync();

        Assert.Equal(0, Number(sheet, "claims"));
        Assert.Equal("""{"count":0}""", sheet.GetProperty("alone").GetRawText());
        Assert.False(sheet.GetProperty("people").TryGetProperty("agreement", out _));
    }

    [Theory]
    [InlineData("manager", "", 200)]
    [InlineData("operator", "?window=24h", 200)]
    [InlineData("agent", "", 403)]
    [InlineData("system", "", 403)]
    [InlineData("operator", "?window=a-week", 400)]
    [InlineData("operator", "?window=93d", 400)]
    [InlineData("operator", "?tenant=strangers", 403)]
    public async Task Only_those_who_answer_for_the_agent_see_it(string key, string query, int code)
    {
        Assert.Equal(code, (await agent.GetAsync($"api/kpis{query}", key)).Code);
    }

    [Fact]
    public async Task A_wrong_window_says_what_one_looks_like()
    {
        Assert.Equal(KpiWindow.Rule, (await agent.GetAsync("api/kpis?window=soon", "operator")).Fault("window"));
    }

    [Fact]
    public void Every_field_is_described()
    {
        var schemas = JsonNode.Parse(Repository.Read("src", "RefundAgent.Web", "OpenApi", "openapi.json"))!["components"]!["schemas"]!;

        Assert.Empty(new SchemaComparison(schemas).Faults(typeof(KpiSheet), nameof(KpiSheet)));
    }

    private async Task<string> DecideAsync(string message, string ticket)
    {
        var decided = await agent.PostAsync(Routes.Refunds, Requests.Refund(message, ticket));
        Assert.Equal(200, decided.Code);
        return decided["decisionId"]!;
    }

    private async Task AnswerAsync(string decision, object answer)
    {
        agent.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(200, (await agent.PostAsync($"{Routes.Refunds}/{decision}/approval", answer, "manager")).Code);
    }

    private async Task SuggestAsync()
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["mode"] = "suggest";
        await agent.Get<PolicyImport>().RunAsync(DefaultTenant.Id, policy.ToJsonString(), default);
    }

    private async Task<JsonElement> SheetAsync(string query = "")
    {
        agent.Clock.Advance(TimeSpan.FromSeconds(1)); // The window's end is exclusive.
        return (await agent.GetAsync($"api/kpis{query}", "operator")).Json;
    }

    private static int Number(JsonElement from, string name) => from.GetProperty(name).GetInt32();

    private static string Sum(int count, string amount) => $$$"""{"count":{{{count}}},"amount":{"amount":"{{{amount}}}","currency":"USD"}}""";
}
