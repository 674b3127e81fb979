using System.Collections.Immutable;

namespace RefundAgent.Decisions;

/// <summary>Which advisor spoke.</summary>
public enum AdvisorKind
{
    /// <summary>The built-in one: reader, guidelines, nearest precedents.</summary>
    Precedent,

    /// <summary>A chat model with tools.</summary>
    Model,
}

/// <summary>What advice on one message took, for cost reports and budgets; zero for the built-in advisor.</summary>
/// <param name="Advisor">Who spoke in the end.</param>
/// <param name="InputTokens">Sent to a model.</param>
/// <param name="OutputTokens">Received from a model.</param>
/// <param name="CostUsd">By the configured price list; 0 where none is set.</param>
/// <param name="Milliseconds">Wall time of the advice.</param>
/// <param name="Fallback">Why the built-in advisor stood in for the model; null where it did not.</param>
public sealed record AdvisorUsage(
    AdvisorKind Advisor, int InputTokens = 0, int OutputTokens = 0, decimal CostUsd = 0, double Milliseconds = 0, string? Fallback = null)
{
    /// <summary>Of <see cref="InputTokens"/>, what the server had read before.</summary>
    public int CachedTokens { get; init; }

    /// <summary>The model's deployment; null for the built-in advisor alone.</summary>
    public string? Deployment { get; init; }

    /// <summary>Version of the prompt's fixed parts and the answer's schema.</summary>
    public string? Prompt { get; init; }

    /// <summary>What the model looked up or asked for, in order.</summary>
    public ImmutableArray<ToolCall> Tools { get; init; } = [];
}

/// <param name="Name">The function.</param>
/// <param name="Milliseconds">It took.</param>
/// <param name="Failed">It answered the model with an error.</param>
public sealed record ToolCall(string Name, double Milliseconds, bool Failed);
