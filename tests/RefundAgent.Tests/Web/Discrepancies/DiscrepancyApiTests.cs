using RefundAgent.Amounts;
using RefundAgent.Records;
using RefundAgent.Reconciliation;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Discrepancies;

public sealed class DiscrepancyApiTests
{
    [Fact]
    public async Task What_was_found_is_shown_with_its_figures()
    {
        await using var agent = await Agent.StartAsync();
        var found = await ReportAsync(agent, "rf_1");

        var answer = await agent.GetAsync("api/discrepancies?status=open", "operator");

        var shown = Assert.Single(answer.Json.GetProperty("discrepancies").EnumerateArray());
        Assert.Equal(200, answer.Code);
        Assert.Equal(
            (found.Id.Value, "refundOutsideLedger", "open", "rf_1", "Look.", "20261122-120000000-0123456789abcdef", "12.00"),
            (Text(shown, "id"), Text(shown, "kind"), Text(shown, "status"), Text(shown, "subject"), Text(shown, "text"), Text(shown, "decisionId"), shown.GetProperty("amount").GetProperty("amount").GetString()));
        Assert.False(shown.TryGetProperty("closed", out _));
    }

    [Fact]
    public async Task Pages_are_turned_by_their_cursor_and_closed_ones_are_apart()
    {
        await using var agent = await Agent.StartAsync();
        var ids = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add((await ReportAsync(agent, $"rf_{number}")).Id.Value);
        }

        await CloseAsync(agent, ids[0]);
        var open = new List<string>();
        string? cursor = null;
        do
        {
            var page = await agent.GetAsync($"api/discrepancies?status=open&size=2{(cursor is null ? "" : $"&cursor={cursor}")}", "manager");
            open.AddRange(page.Json.GetProperty("discrepancies").EnumerateArray().Select(each => Text(each, "id")!));
            cursor = page["cursor"];
        }
        while (cursor is not null);

        var closed = await agent.GetAsync("api/discrepancies?status=closed", "manager");
        Assert.Equal(ids.Skip(1).Order(StringComparer.Ordinal), open);
        Assert.Equal(ids[0], Text(Assert.Single(closed.Json.GetProperty("discrepancies").EnumerateArray()), "id"));
        Assert.Equal(5, (await agent.GetAsync("api/discrepancies", "manager")).Json.GetProperty("discrepancies").GetArrayLength());
    }

    [Fact]
    public async Task Closing_says_who_when_and_why_and_the_same_word_again_gets_the_same_result()
    {
        await using var agent = await Agent.StartAsync();
        var id = (await ReportAsync(agent, "rf_1")).Id.Value;

        var first = await CloseAsync(agent, id);
        var again = await CloseAsync(agent, id);

        Assert.Equal((200, "closed"), (first.Code, first["status"]));
        Assert.Equal(("operator", "made by hand"), (Text(first.Json.GetProperty("closed"), "by"), Text(first.Json.GetProperty("closed"), "note")));
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task B70_a_second_closing_gets_the_first_and_one_of_nothing_or_without_a_note_is_refused()
    {
        await using var agent = await Agent.StartAsync();
        var id = (await ReportAsync(agent, "rf_1")).Id.Value;
        await CloseAsync(agent, id);

        var second = await CloseAsync(agent, id, "manager", "I saw it too");
        var unknown = await CloseAsync(agent, "dc_0");
        var elsewhere = await agent.PostAsync($"api/discrepancies/{id}/close?tenant=other", new { note = "x" }, "operator");
        var silent = await agent.PostAsync($"api/discrepancies/{id}/close", new { }, "operator");

        Assert.Equal((409, "urn:refund-agent:problem:already-closed"), (second.Code, second["type"]));
        Assert.Equal(("operator", "made by hand"), (Text(second.Json.GetProperty("closed"), "by"), Text(second.Json.GetProperty("closed"), "note")));
        Assert.Equal((404, 404), (unknown.Code, elsewhere.Code));
        Assert.Equal("is missing.", silent.Fault("note"));
    }

    [Fact]
    public async Task Of_many_closings_at_once_one_counts()
    {
        await using var agent = await Agent.StartAsync();
        var id = (await ReportAsync(agent, "rf_1")).Id.Value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => CloseAsync(agent, id, note: $"note {number}")));

        var counted = Assert.Single(answers, answer => answer.Code == 200);
        Assert.All(answers, answer => Assert.Equal(Text(counted.Json.GetProperty("closed"), "note"), Text(answer.Json.GetProperty("closed"), "note")));
    }

    [Theory]
    [InlineData("system")]
    [InlineData("agent")]
    public async Task Only_managers_and_operators_see_and_close(string key)
    {
        await using var agent = await Agent.StartAsync();
        var id = (await ReportAsync(agent, "rf_1")).Id.Value;

        Assert.Equal((403, 403), ((await agent.GetAsync("api/discrepancies", key)).Code, (await CloseAsync(agent, id, key)).Code));
    }

    [Fact]
    public async Task A_wrong_status_size_or_cursor_is_named()
    {
        await using var agent = await Agent.StartAsync();

        var answer = await agent.GetAsync("api/discrepancies?status=lost&size=0", "operator");
        var cursor = await agent.GetAsync($"api/discrepancies?cursor={new string('x', 1100)}", "operator");

        Assert.Equal((400, 400), (answer.Code, cursor.Code));
        Assert.Contains("open", answer.Fault("status"), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Fault("size"));
        Assert.NotEmpty(cursor.Fault("cursor"));
    }

    private static async Task<Discrepancy> ReportAsync(Agent agent, string subject)
    {
        var found = Discrepancy.Of(
            DefaultTenant.Id, DiscrepancyKind.RefundOutsideLedger, subject, "12.00 USD", "Look.", agent.Clock.GetUtcNow(),
            DecisionId.From("20261122-120000000-0123456789abcdef"), Samples.Usd(12_00));
        Assert.True(await agent.Get<IDiscrepancies>().ReportAsync(found, default));
        return found;
    }

    private static Task<Answer> CloseAsync(Agent agent, string id, string key = "operator", string note = "made by hand") =>
        agent.PostAsync($"api/discrepancies/{id}/close", new { note }, key);

    private static string? Text(System.Text.Json.JsonElement json, string property) => json.GetProperty(property).GetString();
}
