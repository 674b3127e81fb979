using System.Text.RegularExpressions;
using RefundAgent.Actions;
using RefundAgent.Adapters.Model;
using RefundAgent.Adapters.Model.Telemetry;
using RefundAgent.Cli.Samples;
using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Queues;
using RefundAgent.Reconciliation;
using RefundAgent.Tests.Web;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests;

/// <summary>The page on telemetry, held against the names in the code and against what a run of everything really tells.</summary>
public sealed partial class TelemetryDocsTests
{
    private static readonly string Page = Repository.Read("docs/telemetry.md");

    private static readonly Dictionary<string, (string Unit, string[] Attributes)> Metrics = MetricRow().Matches(Page).ToDictionary(
        row => row.Groups["name"].Value,
        row => (row.Groups["unit"].Value, Named().Matches(row.Groups["attributes"].Value).Select(tag => tag.Groups[1].Value).ToArray()),
        StringComparer.Ordinal);

    [Fact]
    public void Every_metric_has_a_row_and_every_row_a_metric() =>
        Assert.Equal(Repository.Constants(typeof(MetricNames)).Values.Order(StringComparer.Ordinal), Metrics.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_span_of_ours_has_a_row() => Assert.All(
        Repository.Constants(typeof(SpanNames)).Values,
        name => Assert.Matches(new Regex($@"^\| `{Regex.Escape(name)}( [A-Z]+)?` \|", RegexOptions.Multiline), Page));

    [Fact]
    public async Task Everything_is_measured_as_the_page_says_by_one_way_from_decision_to_lesson()
    {
        await using var agent = await Agent.StartAsync();
        using var heard = new HeardMeters(
            agent.Get<DecisionMeter>().Source, agent.Get<RefundMeter>().Source, agent.Get<ReconcileMeter>().Source, agent.Get<LearnerMeter>().Source);
        var decided = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        await SwitchOffAsync(agent);
        await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.CancelBlanket, ticket: "t2"));
        await agent.PostAsync($"{Routes.Refunds}/{decided["decisionId"]}/feedback", new { kind = "confirm" }, key: "agent");
        var message = Assert.Single(await agent.Get<IQueues>()[QueueNames.Feedback].ReceiveAsync(1, TimeSpan.FromMinutes(1), default));
        await agent.Get<RefundAgent.Adapters.Queues.FeedbackWorker>().RecordAsync(message.Text, default);

        await agent.Get<LearnerTick>().RunAsync(default);
        await agent.Get<Reconciler>().RunAsync(default);

        var expected = Metrics.Where(row => !row.Key.StartsWith("model.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), heard.All.Select(each => each.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(heard.All, each =>
        {
            var (unit, attributes) = expected[each.Name];
            Assert.Equal((each.Name, unit), (each.Name, each.Instrument.Unit));
            Assert.Equal(attributes.Order(StringComparer.Ordinal), each.Tags.Keys.Order(StringComparer.Ordinal));
            Assert.NotEmpty(each.Instrument.Description!);
        });
    }

    [Fact]
    public void The_models_are_measured_as_the_page_says()
    {
        using var meter = new ModelMeter(new ModelOptions { Endpoint = "http://localhost:11434/v1/", Deployment = "d" });
        using var heard = new HeardMeters(meter.Source);
        meter.Answered(TimeSpan.FromSeconds(1), new Spending(10, 0, 5, 0), "m");
        meter.Failed(TimeSpan.FromSeconds(1), "429", "429");

        Assert.All(new[] { MetricNames.ModelTokens, MetricNames.ModelErrors }, name =>
        {
            var (unit, attributes) = Metrics[name];
            Assert.NotEmpty(heard.Of(name));
            Assert.All(heard.Of(name), each => Assert.Equal((unit, true), (each.Instrument.Unit, attributes.All(each.Tags.ContainsKey))));
        });
    }

    /// <summary>Everything that is asked from then on goes to a person.</summary>
    private static Task<RefundPolicy> SwitchOffAsync(Agent agent) => agent.Get<PolicyImport>().RunAsync(
        DefaultTenant.Id, File.ReadAllText(SampleFiles.Policy("retail")).Replace("\"mode\": \"earned\"", "\"mode\": \"off\"", StringComparison.Ordinal), default);

    [GeneratedRegex(@"^\| `(?<name>[a-z]+(\.[a-z]+)+)` \| (?<unit>\S+) \| (?<attributes>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex Named();
}
