using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters.Model.Resilience;

namespace RefundAgent.Adapters.Model;

/// <summary>Which chat model to ask and how much it may take; without an endpoint there is no model and nothing of this is read.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Model";

    private const decimal Million = 1_000_000m;

    /// <summary>Base address of an OpenAI-compatible API, for example <c>https://name.openai.azure.com/openai/v1/</c>.</summary>
    [Required]
    public string Endpoint { get; set; } = "";

    /// <summary>The deployment (Azure) or model name that requests carry.</summary>
    [Required]
    public string Deployment { get; set; } = "";

    /// <summary>Null to sign in as the process's own identity; servers that want no key take any text.</summary>
    public string? ApiKey { get; set; }

    /// <summary>For the whole advice, tools and repair included; below the 100 s that an HTTP call may take.</summary>
    [Range(1, 90)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>For one request; the next try, if there is time for one, gets as much.</summary>
    [Range(1, 90)]
    public int AttemptTimeoutSeconds { get; set; } = 15;

    /// <summary>Further tries of one request, where the fault may pass.</summary>
    [Range(0, 5)]
    public int MaxRetries { get; set; } = 2;

    [ValidateObjectMembers]
    public BreakerOptions Breaker { get; set; } = new();

    /// <summary>Cap on what one request may answer.</summary>
    [Range(200, 32_000)]
    public int MaxOutputTokens { get; set; } = 1_500;

    /// <summary>Cap on the assembled prompt, estimated from its bytes.</summary>
    [Range(4_000, 100_000)]
    public int MaxPromptTokens { get; set; } = 6_000;

    /// <summary>No request that could take one advice beyond this many.</summary>
    [Range(4_000, 1_000_000)]
    public int MaxTokensPerAdvice { get; set; } = 60_000;

    /// <summary>The same in US dollars; null for no limit but that of tokens.</summary>
    [Range(0.000_001, 1_000.0)]
    public double? MaxCostPerAdvice { get; set; }

    /// <summary>For a tenant's UTC day; null for no limit.</summary>
    [Range(4_000L, 100_000_000_000L)]
    public long? MaxTokensPerDay { get; set; }

    /// <summary>The same in US dollars.</summary>
    [Range(0.000_001, 1_000_000.0)]
    public double? MaxCostPerDay { get; set; }

    [Range(0, 20)]
    public int MaxToolCalls { get; set; } = 4;

    /// <summary>Null for the server's own; reasoning models refuse any other.</summary>
    [Range(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>How long a reasoning model may think, one of <see cref="ReasoningEfforts"/>; null or empty for the server's own, and for others.</summary>
    public string? ReasoningEffort { get; set; }

    /// <summary>
    /// Sends the cap of an answer as <c>max_tokens</c> and not as <c>max_completion_tokens</c>, its successor: some servers know only the
    /// one, and OpenAI's reasoning models refuse it.
    /// </summary>
    public bool LegacyMaxTokens { get; set; }

    /// <summary>US dollars for a million tokens; 0 where the model costs nothing or nobody counts.</summary>
    [Range(0.0, 10_000.0)]
    public double InputPricePerMillion { get; set; }

    /// <summary>For input that the server has read before; null for the price of other input.</summary>
    [Range(0.0, 10_000.0)]
    public double? CachedInputPricePerMillion { get; set; }

    /// <inheritdoc cref="InputPricePerMillion"/>
    [Range(0.0, 10_000.0)]
    public double OutputPricePerMillion { get; set; }

    /// <summary>Asks the model about what staff write, one request for each note, and tries what it makes of it like any other candidate.</summary>
    public bool Learning { get; set; }

    /// <summary>Puts prompts and answers, and so the customer's words, into traces.</summary>
    public bool RecordContent { get; set; }

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    public TimeSpan AttemptTimeout => TimeSpan.FromSeconds(AttemptTimeoutSeconds);

    /// <summary>The most that one advice can cost, as far as the price list knows.</summary>
    public decimal MostCostPerAdvice =>
        (decimal?)MaxCostPerAdvice ?? (MaxTokensPerAdvice * (decimal)Math.Max(InputPricePerMillion, OutputPricePerMillion) / Million);

    /// <param name="inputTokens">All of them.</param>
    /// <param name="cachedTokens">Those of them that cost less.</param>
    public decimal CostOf(int inputTokens, int cachedTokens, int outputTokens) =>
        (((inputTokens - cachedTokens) * (decimal)InputPricePerMillion)
            + (cachedTokens * (decimal)(CachedInputPricePerMillion ?? InputPricePerMillion))
            + (outputTokens * (decimal)OutputPricePerMillion)) / Million;
}

/// <summary>What <see cref="ModelOptions.ReasoningEffort"/> may say.</summary>
internal static class ReasoningEfforts
{
    public static IReadOnlyList<string> All { get; } = ["none", "minimal", "low", "medium", "high"];
}
