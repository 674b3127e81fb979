using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RefundAgent.Cli.Serve;

/// <summary>Sends spans, measurements and log lines to a collector; the variables that say where and how are OpenTelemetry's own.</summary>
internal static class OtlpExport
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string Sampler = "OTEL_TRACES_SAMPLER";

    /// <summary>The framework's own span of a request, with which a trace begins.</summary>
    private const string Requests = "Microsoft.AspNetCore";

    /// <summary>Does nothing without an endpoint: listening costs time, and nobody would read it.</summary>
    public static IServiceCollection AddOtlpExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            Export(services, configuration[ServiceName] ?? "refund-agent", samples: !string.IsNullOrWhiteSpace(configuration[Sampler]));
        }

        return services;
    }

    /// <summary>By itself, so that a start without it loads nothing of OpenTelemetry.</summary>
    private static void Export(IServiceCollection services, string service, bool samples) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(service))
        .WithMetrics(metrics => metrics.AddMeter([.. TelemetryNames.All]).AddOtlpExporter())
        .WithTracing(traces =>
        {
            traces.AddSource([.. TelemetryNames.All, Requests]).AddProcessor(new MaskedSpans()).AddOtlpExporter();
            if (!samples)
            {
                // The library would leave out what the caller left out: a helpdesk that samples its own traces would hide our decisions.
                traces.SetSampler(new AlwaysOnSampler());
            }
        })
        .WithLogging(logs => logs.AddOtlpExporter());
}
