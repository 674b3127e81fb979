using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RefundAgent.Adapters.Model.Telemetry;

/// <summary>Names that OpenTelemetry's semantic conventions for generative AI give to what we measure (as of August 2026).</summary>
internal static class GenAi
{
    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string TokenType = "gen_ai.token.type";
    public const string Agent = "gen_ai.agent.name";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string CachedTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string Error = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";

    /// <summary>Ours: the conventions have no word for money.</summary>
    public const string Cost = "refundagent.model.cost";

    public const string Chat = "chat";
    public const string InvokeAgent = "invoke_agent";
    public const string AgentName = "refund-agent";

    private static readonly string[] AzureHosts = [".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com"];

    /// <summary>Seconds; the conventions ask for these buckets.</summary>
    public static InstrumentAdvice<double> Durations { get; } = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    /// <inheritdoc cref="Durations"/>
    public static InstrumentAdvice<long> TokenCounts { get; } = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
    };

    /// <summary>What every measurement says of whom it asked.</summary>
    public static TagList Deployment(ModelOptions options)
    {
        var endpoint = new Uri(options.Endpoint);
        return new TagList
        {
            { Provider, AzureHosts.Any(host => endpoint.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)) ? "azure.ai.openai" : "openai" },
            { RequestModel, options.Deployment },
            { ServerAddress, endpoint.Host },
            { ServerPort, endpoint.Port },
        };
    }
}
