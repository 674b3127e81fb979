using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Cli.Samples;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Web.Learning;

public sealed class ArmApiTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = TenantId.From("default");

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task Each_arm_shows_what_customers_made_of_its_cases()
    {
        await ExperimentAsync("""{"controlShare":0.5}""");
        var decisions = new List<(string Id, string Arm)>();
        foreach (var ticket in Enumerable.Range(0, 12))
        {
            foreach (var message in new[] { "m1", "m2" })
            {
                var decided = await agent.PostAsync(Routes.Refunds, Requests.Refund("I'd like a refund.", ticket: $"t{ticket}", messageId: message));
                decisions.Add((decided["decisionId"]!, await ArmOfAsync(decided)));
                agent.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        var inControl = decisions.Where(each => each.Arm == "control").Select(each => each.Id).ToArray();
        var inForce = decisions.Where(each => each.Arm == "inForce").Select(each => each.Id).ToArray();
        await SayAsync(Signal(inControl[0], "r1", FeedbackKind.Reopen), Signal(inControl[1], "r2", FeedbackKind.Reopen));
        await SayAsync(Signal(inForce[0], "s1", FeedbackKind.Csat, 2), Signal(inForce[1], "s2", FeedbackKind.Csat, 5));

        var arms = (await agent.GetAsync("api/learning/arms", "manager")).Json.GetProperty("arms");

        Assert.Equal(["inForce", "control"], arms.EnumerateArray().Select(arm => arm.GetProperty("arm").GetString()));
        Assert.All(arms.EnumerateArray(), arm => Assert.Equal(2 * Number(arm, "cases"), Number(arm, "decisions")));
        Assert.Equal([inForce.Length, inControl.Length], arms.EnumerateArray().Select(arm => Number(arm, "decisions")));
        Assert.Equal([0, 1], arms.EnumerateArray().Select(arm => Number(arm, "reopened")));
        Assert.Equal("{\"mean\":5,\"count\":1}", arms[0].GetProperty("csat").ToString());
        Assert.False(arms[0].TryGetProperty("comparedWithInForce", out _));
        Assert.Equal("tooFewToTell", arms[1].GetProperty("comparedWithInForce").GetString());
        Assert.Equal(JsonValueKind.Object, arms[1].GetProperty("reopenRate").ValueKind);
    }

    [Fact]
    public async Task Without_an_experiment_records_say_nothing_of_arms()
    {
        var decided = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        var record = await agent.Get<IDecisionRecords>().FindAsync(Tenant, DecisionId.From(decided["decisionId"]!), default);

        Assert.DoesNotContain("\"arm\"", CanonicalJson.Write(record), StringComparison.Ordinal);
        Assert.Equal(0, (await agent.GetAsync("api/learning/arms?since=2020-01-01T00:00:00Z", "operator")).Json.GetProperty("arms").GetArrayLength());
    }

    [Fact]
    public async Task Only_those_who_answer_for_the_agent_see_it()
    {
        Assert.Equal(403, (await agent.GetAsync("api/learning/arms", "agent")).Code);
        Assert.Equal(400, (await agent.GetAsync("api/learning/arms?since=lately", "manager")).Code);
    }

    private async Task ExperimentAsync(string experiment)
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["experiment"] = JsonNode.Parse(experiment);
        await agent.Get<PolicyImport>().RunAsync(Tenant, policy.ToJsonString(), default);
    }

    private async Task<string> ArmOfAsync(Answer decided) =>
        (await agent.GetAsync($"{Routes.Refunds}/{decided["decisionId"]}")).Json.GetProperty("arm").GetProperty("arm").GetString()!;

    private async Task SayAsync(params FeedbackEvent[] said) => await agent.Get<IFeedbackLedger>().AppendAsync(Tenant, said, default);

    private static FeedbackEvent Signal(string decision, string id, FeedbackKind kind, int? score = null) =>
        Samples.Feedback(Tenant, id, decision) with { Kind = kind, Claim = null, Outcome = null, Amount = null, Score = score, Roles = Roles.System };

    private static int Number(JsonElement arm, string name) => arm.GetProperty(name).GetInt32();
}
