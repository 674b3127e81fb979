using System.Diagnostics;
using RefundAgent.Adapters.Model.Telemetry;

namespace RefundAgent.Tests.Model.Telemetry;

/// <summary>What a listener hears of one advice; others run meanwhile, so spans are told by their trace and measurements by their meter.</summary>
public sealed class ModelTelemetryTests
{
    private static readonly Dictionary<string, string?> Prices = new()
    {
        ["Model:InputPricePerMillion"] = "2",
        ["Model:OutputPricePerMillion"] = "8",
        ["Model:MaxRetries"] = "1",
        ["Model:Breaker:MinimumRequests"] = "2",
        ["Model:Breaker:FailureRatio"] = "0.9",
    };

    private static ScriptedReply Good =>
        ScriptedReply.Says(SampleAnswer.Approve(SampleCase.GuidelineId), inputTokens: 1_000, outputTokens: 100, cachedTokens: 600);

    [Fact]
    public async Task One_advice_is_one_span_with_its_requests_and_tools_in_it_and_no_word_of_the_customers()
    {
        await using var rig = await ModelRig.StartAsync(Prices, ScriptedReply.Calls("case-similar_precedents"), Good);

        var spans = await SpansAsync(() => rig.AdviseAsync());

        var advice = Assert.Single(spans, span => span.OperationName == "invoke_agent refund-agent");
        Assert.Equal(["chat scripted-1", "chat scripted-1", "execute_tool similar_precedents"], spans.Where(span => span.ParentSpanId == advice.SpanId)
            .Select(span => span.DisplayName).Order(StringComparer.Ordinal));
        Assert.Equal(
            ("invoke_agent", "openai", "scripted-1", "refund-agent", 1_100, 600, 120),
            (advice.GetTagItem("gen_ai.operation.name"), advice.GetTagItem("gen_ai.provider.name"), advice.GetTagItem("gen_ai.request.model"),
                advice.GetTagItem("gen_ai.agent.name"), advice.GetTagItem("gen_ai.usage.input_tokens"),
                advice.GetTagItem("gen_ai.usage.cache_read.input_tokens"), advice.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal(0.00316, (double)advice.GetTagItem(GenAi.Cost)!, 6);
        Assert.All(spans, span => Assert.DoesNotContain("defective", HeardSpans.Everything(span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_advice_names_its_reason_and_what_it_had_used()
    {
        await using var rig = await ModelRig.StartAsync(Prices, ScriptedReply.Calls("case-similar_precedents"), ScriptedReply.Fails(400));

        var advice = Assert.Single(await SpansAsync(() => rig.AdviseAsync()), span => span.OperationName == "invoke_agent refund-agent");

        Assert.Equal((ActivityStatusCode.Error, "HTTP 400", "rejected", 100), (
            advice.Status, advice.StatusDescription, advice.GetTagItem("error.type"), advice.GetTagItem("gen_ai.usage.input_tokens")));
    }

    [Fact]
    public async Task Each_request_is_measured_with_its_tokens_its_cost_and_its_error()
    {
        await using var rig = await ModelRig.StartAsync(Prices, ScriptedReply.Fails(503), Good);
        using var heard = new HeardMeters(rig.Meter);

        await rig.AdviseAsync();

        var server = new Uri(rig.Model.Endpoint);
        Assert.Equal([(1_000, "input"), (100, "output")], heard.Of("gen_ai.client.token.usage").Select(each => (each.Value, each.Tags["gen_ai.token.type"])));
        Assert.Equal([(1_000, "input"), (100, "output")], heard.Of(MetricNames.ModelTokens).Select(each => (each.Value, each.Tags["direction"])));
        Assert.Equal("503", Assert.Single(heard.Of(MetricNames.ModelErrors)).Tags["error"]);
        Assert.Equal(["503", null], heard.Of("gen_ai.client.operation.duration").Select(each => each.Tags.GetValueOrDefault("error.type")));
        Assert.Equal(0.0028, Assert.Single(heard.Of("refundagent.model.cost")).Value, 6);
        Assert.All(heard.All, each => Assert.Equal(("openai", "scripted-1", server.Host, server.Port), (
            each.Tags["gen_ai.provider.name"], each.Tags["gen_ai.request.model"], each.Tags["server.address"], each.Tags["server.port"])));
        Assert.All(heard.Of("gen_ai.client.token.usage"), each => Assert.Equal(("chat", "scripted"), (each.Tags["gen_ai.operation.name"], each.Tags["gen_ai.response.model"])));
    }

    [Fact]
    public async Task Fallbacks_are_counted_by_reason_and_the_breaker_tells_its_state()
    {
        await using var rig = await ModelRig.StartAsync(Prices, ScriptedReply.Fails(500), ScriptedReply.Fails(500), Good);
        using var heard = new HeardMeters(rig.Meter);

        await rig.AdviseAsync();
        await rig.AdviseAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        await rig.AdviseAsync();

        Assert.Equal(["serverError", "circuitOpen"], heard.Of("refundagent.model.fallbacks").Select(each => each.Tags["reason"]));
        Assert.Equal([2, 1, 0], heard.Of("refundagent.model.breaker.state").Select(each => (int)each.Value));
        Assert.Equal([5021, 5022, 5023], rig.Log.Events.Where(id => id is >= 5021 and <= 5023));
    }

    [Theory]
    [InlineData("https://name.openai.azure.com/openai/v1/", "azure.ai.openai")]
    [InlineData("https://name.services.ai.azure.com/openai/v1/", "azure.ai.openai")]
    [InlineData("https://api.openai.com/v1/", "openai")]
    [InlineData("http://localhost:11434/v1/", "openai")]
    public void The_provider_is_told_by_the_endpoint(string endpoint, string provider) => Assert.Contains(
        GenAi.Deployment(new Adapters.Model.ModelOptions { Endpoint = endpoint }), tag => tag is { Key: "gen_ai.provider.name", Value: string told } && told == provider);

    private static async Task<IReadOnlyList<Activity>> SpansAsync(Func<Task> act)
    {
        using var heard = new HeardSpans();
        await act();
        return heard.All;
    }
}
