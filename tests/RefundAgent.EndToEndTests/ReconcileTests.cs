using System.Text.Json;
using System.Text.RegularExpressions;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

public sealed partial class ReconcileTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_refund_that_the_provider_paid_without_an_answer_is_settled_by_the_timer_and_paid_once()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup
        {
            Storage = azurite.ConnectionString,
            ReconcileEvery = "1s",
            Environment = new Dictionary<string, string>
            {
                ["Payments__Sandbox__Faults__0__Answer"] = "timeoutAfterPaying",
                ["Payments__Sandbox__Faults__0__Payment"] = "pay_#5101",
                ["Payments__Sandbox__Faults__0__Nth"] = "1",
                ["Payments__Sandbox__Faults__0__Times"] = "3",
            },
        });
        await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#5101", "greta", "delivered", "Wool Scarf", 30m));
        using var client = serve.Client();

        var decision = await client.DecideAsync(Ask.ToReturn("unanswered", "greta", "wool scarf", "#5101"));
        await serve.Error.FindAsync(BrokenOff(), RunningCommand.Deadline);
        var settled = await Eventually.GetAsync(
            () => client.RecordAsync(decision.DecisionId), record => record.Claims.Any(claim => claim.Moved > 0), "the refund is settled");
        await serve.Error.FindAsync(NothingOpenAndBooksCompared(), RunningCommand.Deadline);

        Assert.Equal(("executed", 30m), (settled.Decision.Status, settled.Claims.Sum(claim => claim.Moved)));
        using var found = await client.GetAsync("api/discrepancies?status=open");
        using var open = JsonDocument.Parse(await found.Content.ReadAsStringAsync());
        Assert.Equal(0, open.RootElement.GetProperty("discrepancies").GetArrayLength());
    }

    [GeneratedRegex("unknown \\(The sandbox broke off")]
    private static partial Regex BrokenOff();

    /// <summary>What was paid twice would be a finding.</summary>
    [GeneratedRegex("0 open decisions looked at, .* 1 charges compared, 0 findings")]
    private static partial Regex NothingOpenAndBooksCompared();
}
