using System.ComponentModel.DataAnnotations;

namespace RefundAgent.Adapters.Model;

/// <summary>Which chat model to ask and how much it may take; without an endpoint there is no model and nothing of this is read.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Model";

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

    /// <summary>Cap on what one request may answer.</summary>
    [Range(200, 32_000)]
    public int MaxOutputTokens { get; set; } = 1_500;

    /// <summary>Cap on the assembled prompt, estimated from its bytes.</summary>
    [Range(4_000, 100_000)]
    public int MaxPromptTokens { get; set; } = 6_000;

    /// <summary>No further request once one advice has used this many.</summary>
    [Range(4_000, 1_000_000)]
    public int MaxTokensPerAdvice { get; set; } = 30_000;

    [Range(0, 20)]
    public int MaxToolCalls { get; set; } = 4;

    /// <summary>Null for the server's own; reasoning models refuse any other.</summary>
    [Range(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>US dollars for a million tokens; 0 where the model costs nothing or nobody counts.</summary>
    [Range(0.0, 10_000.0)]
    public double InputPricePerMillion { get; set; }

    /// <inheritdoc cref="InputPricePerMillion"/>
    [Range(0.0, 10_000.0)]
    public double OutputPricePerMillion { get; set; }

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    public decimal CostOf(int inputTokens, int outputTokens) =>
        ((inputTokens * (decimal)InputPricePerMillion) + (outputTokens * (decimal)OutputPricePerMillion)) / 1_000_000m;
}
