using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

public sealed class TwoInstancesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Cases = 12;

    [Fact]
    public async Task Two_instances_on_one_storage_decide_pay_and_learn_as_one()
    {
        await using var left = await ServeProcess.StartAsync(azurite.ConnectionString);
        await using var right = await ServeProcess.StartAsync(azurite.ConnectionString);
        await OrderFile.ImportAsync(azurite.ConnectionString, Enumerable.Range(0, Cases)
            .Select(number => OrderFile.Order($"#51{number:00}", $"gro-{number}", "delivered", "Wool Scarf", 30m)));
        using var one = left.Client();
        using var other = right.Client();

        var returns = await OnBothAsync(one, other, number => Ask.ToReturn($"both-{number}", $"gro-{number}", "wool scarf", $"#51{number:00}"));
        var open = await OnBothAsync(one, other, number => Ask.ForSecondPayment($"open-{number}", $"gro-{number}", $"#51{number:00}"));
        Assert.All(returns, answer => Assert.Equal(("approve", "executed"), (answer.Outcome, answer.Status)));
        Assert.Equal(2 * Cases, (await one.AllAsync()).Count);
        foreach (var answer in returns)
        {
            Assert.Equal(30m, (await one.RecordAsync(answer.DecisionId)).Claims.Sum(claim => claim.Moved));
        }

        await Task.WhenAll(open.SelectMany((answer, number) => new[] { one, other }.Select(client => client.GiveFeedbackAsync(
            answer.DecisionId, new { kind = "ruling", outcome = "deny", reason = "charged once", eventId = $"event-{number}" }))));

        var seenLeft = await Eventually.GetAsync(one.ContextAsync, context => context.Through >= Cases, "the left one sees every ruling");
        var seenRight = await Eventually.GetAsync(
            other.ContextAsync, context => context.Version >= seenLeft.Version, "the right one sees what the left one sees");
        Assert.Equal((Cases, Cases), (seenLeft.Through, seenRight.Through));
        Assert.Equal(Ids(seenLeft), Ids(seenRight));
        foreach (var (number, answer) in open.Index())
        {
            Assert.Equal($"event-{number}", Assert.Single((await other.RecordAsync(answer.DecisionId)).Feedback).Id);
        }
    }

    /// <summary>The same request to both at once; whoever decides it, both answer with one decision.</summary>
    private static async Task<Decision[]> OnBothAsync(AgentClient one, AgentClient other, Func<int, object> request)
    {
        var pairs = await Task.WhenAll(Enumerable.Range(0, Cases)
            .Select(number => Task.WhenAll(one.DecideAsync(request(number)), other.DecideAsync(request(number)))));
        Assert.All(pairs, pair => Assert.Equal(pair[0].DecisionId, pair[1].DecisionId));
        return [.. pairs.Select(pair => pair[0])];
    }

    private static IEnumerable<string?> Ids(ContextAnswer context) => context.Items.Select(item => item.GetProperty("id").GetString());
}
