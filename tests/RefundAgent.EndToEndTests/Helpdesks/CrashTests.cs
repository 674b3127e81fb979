using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests.Helpdesks;

/// <summary>The process is killed when the customer has been answered and nobody has noted it yet; another takes over.</summary>
public sealed class CrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>The third write to the ticket's case: decided, answer intended, answer there.</summary>
    private const string AfterTheAnswer = "HelpdeskTickets.write:before:3";

    [Fact]
    public async Task A_process_that_dies_right_after_answering_is_followed_by_one_that_does_not_answer_again()
    {
        await using var desk = HelpdeskDoubles.Make().Single(each => each.Kind == "zammad");
        await desk.StartAsync();
        await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#9901", "nora", "delivered", "Garden Chair", 45m, 1, "nora@example.com"));
        var settings = desk.SettingsOf("zammad").ToDictionary(each => each.Key, each => each.Value);
        string ticket;
        await using (var first = await StartAsync(settings.Append(new("Faults__KillAt", AfterTheAnswer))))
        {
            desk.Webhook = new Uri(first.Address, "api/webhooks/zammad");
            ticket = await desk.CustomerOpensAsync("nora@example.com", "I want to return the garden chair from order #9901.");
            await first.ExitAsync();
        }

        Assert.Single(desk.OwnComments(ticket), comment => comment.Public);
        await using var second = await StartAsync(settings);
        desk.Webhook = new Uri(second.Address, "api/webhooks/zammad");

        await Eventually.GetAsync(() => Task.FromResult(desk.Ticket(ticket).Tags), tags => tags.Contains("refund-agent"), "the second process ends the turn");
        Assert.Equal((1, 2), (desk.OwnComments(ticket).Count(comment => comment.Public), desk.OwnComments(ticket).Count));
        using var client = second.Client();
        var decision = Assert.Single(await client.AllAsync());
        Assert.Equal(45m, (await client.RecordAsync(decision.DecisionId)).Claims.Sum(claim => claim.Moved));
    }

    private Task<ServeProcess> StartAsync(IEnumerable<KeyValuePair<string, string>> settings) =>
        ServeProcess.StartAsync(new ServeSetup { Storage = azurite.ConnectionString, Environment = settings.ToDictionary(each => each.Key, each => each.Value) });
}
