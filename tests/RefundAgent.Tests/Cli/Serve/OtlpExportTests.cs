using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using RefundAgent.Adapters;
using RefundAgent.Cli.Serve;
using RefundAgent.Tests.Model;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Cli.Serve;

public sealed class OtlpExportTests
{
    private const string Words = "Order #1001 never arrived, I would like my money back.";

    [Fact]
    public async Task Serve_sends_what_it_measures_to_a_collector_and_nothing_that_was_said()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var model = await ScriptedModel.StartAsync(ScriptedReply.Fails(400));
        await using (var app = AgentHost.Build(
            new Dictionary<string, string?>(DevelopmentKey.Settings("dev-key"))
            {
                [StorageSettings.InMemory] = "true",
                [SettingNames.ModelEndpoint] = model.Endpoint,
                [SettingNames.ModelDeployment] = "scripted-1",
                [SettingNames.ModelApiKey] = "test-key",
                [OtlpExport.Endpoint] = collector.Endpoint,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
            port: 0,
            (services, configuration) => services.AddOtlpExport(configuration)))
        {
            await SampleSeed.PlantAsync(app.Services, DefaultTenant.Id, default);
            using var client = new HttpClient { BaseAddress = await AgentHost.StartAsync(app, 0, default) };
            client.DefaultRequestHeaders.Add("X-Api-Key", "dev-key");
            var ticket = new { ticketId = "T-1", message = Words, customer = new { id = "mara.lind" } };
            using var answer = await client.PostAsJsonAsync(Routes.Refunds, ticket);
            answer.EnsureSuccessStatusCode();
        }

        Assert.Single(model.Requests);
        Assert.Contains("chat scripted-1", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("invoke_agent refund-agent", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("claims ruled under context", collector.Logs, StringComparison.Ordinal);
        Assert.Contains("gen_ai.client.operation.duration", collector.Metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("never arrived", collector.Traces + collector.Metrics + collector.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_listens()
    {
        await using var app = AgentHost.Build(
            new Dictionary<string, string?> { [StorageSettings.InMemory] = "true", [OtlpExport.Endpoint] = " " },
            port: 0,
            (services, configuration) => services.AddOtlpExport(configuration));

        Assert.Null(app.Services.GetService<TracerProvider>());
    }
}
