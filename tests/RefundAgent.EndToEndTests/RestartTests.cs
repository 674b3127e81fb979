using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

public sealed class RestartTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task After_a_kill_among_forty_requests_each_is_settled_and_paid_once()
    {
        var requests = Enumerable.Range(0, 40).Select(number => Ask.ToReturn($"batch-{number}", $"eva-{number}", "wool scarf", $"#41{number:00}")).ToArray();
        await using (var first = await ServeProcess.StartAsync(azurite.ConnectionString))
        {
            await OrderFile.ImportAsync(azurite.ConnectionString, Enumerable.Range(0, 40)
                .Select(number => OrderFile.Order($"#41{number:00}", $"eva-{number}", "delivered", "Wool Scarf", 30m)));
            await KillAmongAsync(first, requests);
        }

        await using var second = await ServeProcess.StartAsync(azurite.ConnectionString);
        using var client = second.Client();
        var answers = await Task.WhenAll(requests.Select(client.DecideAsync));

        Assert.All(answers, answer => Assert.Equal(("approve", "executed"), (answer.Outcome, answer.Status)));
        var records = await client.RecordsAsync("batch-");
        Assert.Equal(answers.Select(answer => answer.DecisionId).Order(), records.Select(record => record.Decision.DecisionId).Order());
        Assert.All(records, record => Assert.Equal(("complete", 30m), (record.State, record.Claims.Sum(claim => claim.Moved))));
    }

    [Fact]
    public async Task Tickets_and_feedback_accepted_before_a_kill_are_all_worked_on_after_it_and_once()
    {
        var setup = new ServeSetup { Storage = azurite.ConnectionString, Environment = StandardSender.Settings };
        var rulings = new List<(string Decision, string Event)>();
        await using (var first = await ServeProcess.StartAsync(setup))
        {
            await OrderFile.ImportAsync(azurite.ConnectionString, Enumerable.Range(0, 12)
                .Select(number => OrderFile.Order($"#42{number:00}", $"finn-{number}", "delivered", "Wool Scarf", 30m)));
            using var client = first.Client();
            var cases = await Task.WhenAll(Enumerable.Range(0, 12)
                .Select(number => client.DecideAsync(Ask.ForSecondPayment($"case-{number}", $"finn-{number}", $"#42{number:00}"))));
            var deliveries = Enumerable.Range(0, 12).Select(number => StandardSender.DeliverAsync(
                client, $"event-{number}", Ask.ToReturn($"hook-{number}", $"finn-{number}", "wool scarf", $"#42{number:00}")));
            var events = Task.WhenAll(cases.Select(each =>
                client.GiveFeedbackAsync(each.DecisionId, new { kind = "ruling", outcome = "deny", reason = "charged once" })));
            await Task.WhenAll(deliveries.Append(events));
            rulings.AddRange(cases.Select(each => each.DecisionId).Zip(await events));
            await first.KillAsync();
        }

        await using var second = await ServeProcess.StartAsync(setup);
        using var after = second.Client();
        var decided = await Eventually.GetAsync(
            () => after.RecordsAsync("hook-"), records => records.Count(record => record.IsComplete) == 12, "every ticket is decided");
        var context = await Eventually.GetAsync(after.ContextAsync, seen => seen.Through >= rulings.Count, "every ruling is in the ledger");

        Assert.All(decided, record => Assert.Equal(30m, record.Claims.Sum(claim => claim.Moved)));
        Assert.Equal(12, decided.Select(record => record.Decision.TicketId).Distinct().Count());
        Assert.Equal(rulings.Count, context.Through);
        foreach (var (decision, ruling) in rulings)
        {
            Assert.Equal(ruling, Assert.Single((await after.RecordAsync(decision)).Feedback).Id);
        }
    }

    /// <summary>Ends the process without a word at the third answer, when the other requests are under way.</summary>
    private static async Task KillAmongAsync(ServeProcess serve, object[] requests)
    {
        using var client = serve.Client();
        var answered = 0;
        await Task.WhenAll(requests.Select(async request =>
        {
            try
            {
                await client.DecideAsync(request);
                if (Interlocked.Increment(ref answered) == 3)
                {
                    await serve.KillAsync();
                }
            }
            catch (HttpRequestException)
            {
                // It was cut off, which is the point.
            }
        }));
        Assert.InRange(answered, 3, requests.Length - 1);
    }
}
