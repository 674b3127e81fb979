using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Polly;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>Asks as <see cref="ChatPipeline"/> says: in time, more than once where that helps, and not at all where nobody answers.</summary>
internal sealed class ResilientChat(IChatCompletionService inner, ResiliencePipeline pipeline) : ChatLayer(inner)
{
    public override async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings, Kernel? kernel, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(
            async token => await Inner.GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, token), cancellationToken);
}
