using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;

namespace RefundAgent.Functions;

/// <summary>Sends the worker's own traces, metrics and logs, so that they need not pass through the host and lose their links.</summary>
internal static class Telemetry
{
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Does nothing without a connection string: on a laptop the host's console is the telemetry.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[ConnectionString])) return;

        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter([.. TelemetryNames.All]))
            .WithTracing(traces => traces.AddSource([.. TelemetryNames.All]).AddProcessor(new MaskedSpans()))
            .UseFunctionsWorkerDefaults()
            .UseAzureMonitorExporter(options =>
            {
                options.Credential = new DefaultAzureCredential();

                // Every decision keeps its trace: a disputed refund is always a single one, never a statistic.
                options.TracesPerSecond = null;
                options.SamplingRatio = 1;
            });
    }
}
