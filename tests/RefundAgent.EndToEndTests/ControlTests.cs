using System.Text.Json;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>An operator's whole afternoon: something learned goes wrong, is taken back, looked into, retired; and a customer is forgotten.</summary>
public sealed class ControlTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_was_learned_is_rolled_back_held_resumed_retired_explained_and_forgotten()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = azurite.ConnectionString });
        using var client = serve.Client();

        await TeachAsync(client, "first");
        var first = await Eventually.GetAsync(client.ContextAsync, context => context.Items.Length > 0, "the first ruling is learned");
        var next = await client.DecideAsync(Ask.ForSecondPayment("control-next", "joon.park", "#1008"));
        Assert.Equal("deny", next.Outcome);

        // Rolled back, it knows nothing; and what it learns meanwhile decides nothing.
        var back = await AnswerAsync(client.PostAsync("api/context/rollback", new { to = 0, note = "too strict" }));
        Assert.Equal((0, true), (back.GetProperty("version").GetInt32(), back.GetProperty("held").GetBoolean()));
        Assert.Equal(0, (await client.DecideAsync(Ask.ForSecondPayment("control-back", "joon.park", "#1008"))).ContextVersion);
        await TeachAsync(client, "second");
        var saved = await Eventually.GetAsync(
            async () => await AnswerAsync(client.GetAsync("api/context/versions")), versions => Newest(versions) > first.Version, "the learner goes on learning");
        Assert.Equal(0, (await client.ContextAsync()).Version);

        // The command line sees the same, and resumes.
        var listed = await CommandAsync("versions");
        Assert.Equal((0, true, Newest(saved)), (listed.GetProperty("active").GetInt32(), listed.GetProperty("held").GetBoolean(), Newest(listed)));
        var resumed = await CommandAsync("resume", "--by", "olga");
        Assert.False(resumed.GetProperty("held").GetBoolean());
        Assert.Equal(Newest(saved), (await client.ContextAsync()).Version);

        // How did it do? The storage's own count and the service's are one.
        var counted = await CommandAsync("kpis", "--window", "24h");
        var told = await AnswerAsync(client.GetAsync("api/kpis?window=24h"));
        Assert.Equal((4, 4), (counted.GetProperty("decisions").GetInt32(), told.GetProperty("decisions").GetInt32()));
        Assert.Equal(told.GetProperty("outcomes").GetRawText(), counted.GetProperty("outcomes").GetRawText());

        // Which item was it, who taught it, and what would have been without it?
        var explained = await CommandAsync("explain", next.DecisionId);
        var claim = explained.GetProperty("claims")[0];
        var item = claim.GetProperty("items")[0];
        Assert.Equal("deny", claim.GetProperty("again").GetProperty("outcome").GetString());
        Assert.Equal("escalate", item.GetProperty("without").GetProperty("outcome").GetString());
        Assert.NotEqual(0, item.GetProperty("events").GetArrayLength());

        var id = item.GetProperty("id").GetString()!;
        await AnswerAsync(client.PostAsync($"api/context/items/{id}/retire", new { note = "one charge was a deposit" }));
        var without = await client.ContextAsync();
        Assert.DoesNotContain(without.Items, each => each.GetProperty("id").GetString() == id);
        var diff = await AnswerAsync(client.GetAsync($"api/context/diff?from={Newest(saved)}"));
        Assert.Contains(diff.GetProperty("dropped").EnumerateArray(), each => each.GetProperty("id").GetString() == id);

        var erased = await Eventually.GetAsync(
            async () => await client.PostAsync("api/customers/joon.park/erase", new { }), answer => answer.IsSuccessStatusCode, "the learner is between two runs");
        Assert.NotEqual(0, JsonDocument.Parse(await erased.Content.ReadAsStringAsync()).RootElement.GetProperty("erased").GetProperty("papers").GetInt32());
        await Eventually.GetAsync(client.ContextAsync, context => context.Items.IsEmpty, "nothing of the customer's cases is learned any more");
        Assert.False((await AnswerAsync(client.GetAsync($"api/refunds/{next.DecisionId}"))).TryGetProperty("case", out _));
    }

    private static async Task TeachAsync(AgentClient client, string ticket)
    {
        var open = await client.DecideAsync(Ask.ForSecondPayment($"control-{ticket}", "joon.park", "#1008"));
        await client.GiveFeedbackAsync(open.DecisionId, new { kind = "ruling", outcome = "deny", reason = "charged once" });
    }

    private async Task<JsonElement> CommandAsync(params string[] words)
    {
        var ran = await RefundAgentCommand.RunAsync([.. words, "--json", "--storage", azurite.ConnectionString]);
        ran.MustSucceed();
        return JsonDocument.Parse(ran.Output).RootElement;
    }

    private static async Task<JsonElement> AnswerAsync(Task<HttpResponseMessage> asking)
    {
        using var response = await asking;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static int Newest(JsonElement versions) => versions.GetProperty("versions")[0].GetProperty("version").GetInt32();
}
