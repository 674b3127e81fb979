namespace RefundAgent.Decisions;

/// <summary>Which advisor spoke.</summary>
public enum AdvisorKind
{
    /// <summary>The built-in one: reader, guidelines, nearest precedents.</summary>
    Precedent,

    /// <summary>A chat model with tools.</summary>
    Model,
}

/// <summary>A proposal with what it took to get it.</summary>
public sealed record Advice(Proposal Proposal, AdvisorUsage Usage);

/// <summary>What an advisor used, for cost reports and budgets; zero for the built-in one.</summary>
/// <param name="Advisor">Who spoke in the end.</param>
/// <param name="InputTokens">Sent to a model.</param>
/// <param name="OutputTokens">Received from a model.</param>
/// <param name="CostUsd">By the configured price list; 0 where none is set.</param>
/// <param name="Milliseconds">Wall time of the advice.</param>
/// <param name="Fallback">Why the built-in advisor stood in for the model; null where it did not.</param>
public sealed record AdvisorUsage(
    AdvisorKind Advisor, int InputTokens = 0, int OutputTokens = 0, decimal CostUsd = 0, double Milliseconds = 0, string? Fallback = null);
