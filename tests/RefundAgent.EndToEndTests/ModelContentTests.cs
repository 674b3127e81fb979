using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted;

namespace RefundAgent.EndToEndTests;

/// <summary>Semantic Kernel reads once in a process whether content may be recorded, so each answer to that needs a process.</summary>
public sealed class ModelContentTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task What_was_said_is_in_the_traces_only_where_a_setting_of_ours_says_so(string? setting, bool recorded)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var model = await ScriptedModel.StartAsync(ScriptedReply.Fails(400));
        var environment = new Dictionary<string, string>
        {
            ["Model__Endpoint"] = model.Endpoint,
            ["Model__Deployment"] = "scripted-1",
            ["Model__ApiKey"] = "test-key",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",

            // Semantic Kernel's own switch must not be enough.
            ["SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE"] = "true",
        };
        if (setting is not null)
        {
            environment["Model__RecordContent"] = setting;
        }

        await using (var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = "memory", Environment = environment }))
        {
            using var client = serve.Client();
            await client.DecideAsync(Ask.ToReturn("content", "mara.lind", "garden chair", "#1001"));
            Assert.Equal(0, await serve.StopAsync());
        }

        Assert.Contains("chat scripted-1", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("invoke_agent refund-agent", collector.Traces, StringComparison.Ordinal);
        Assert.Equal(recorded, collector.Traces.Contains("garden chair", StringComparison.Ordinal));
    }
}
