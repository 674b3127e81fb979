using Microsoft.SemanticKernel;
using ChatTokenUsage = OpenAI.Chat.ChatTokenUsage;

namespace RefundAgent.Adapters.Model;

/// <summary>What asking the model has used so far; kept even when the advice fails, because the bill does not fail.</summary>
/// <param name="InputTokens">Sent, the cached ones included.</param>
/// <param name="CachedTokens">Of those, what the server had read before and charges less for.</param>
/// <param name="OutputTokens">Received, reasoning included.</param>
internal readonly record struct Spending(int InputTokens, int CachedTokens, int OutputTokens, decimal CostUsd)
{
    public int Tokens => InputTokens + OutputTokens;

    /// <summary>The same with one more answer; a server that reports no usage adds nothing.</summary>
    public Spending Plus(ChatMessageContent answer, ModelOptions options)
    {
        if (answer.Metadata?.GetValueOrDefault("Usage") is not ChatTokenUsage usage)
        {
            return this;
        }

        var input = InputTokens + usage.InputTokenCount;
        var cached = CachedTokens + Math.Clamp(usage.InputTokenDetails?.CachedTokenCount ?? 0, 0, usage.InputTokenCount);
        var output = OutputTokens + usage.OutputTokenCount;
        return new Spending(input, cached, output, options.CostOf(input, cached, output));
    }
}
