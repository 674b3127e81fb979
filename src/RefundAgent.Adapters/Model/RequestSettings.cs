using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;

namespace RefundAgent.Adapters.Model;

/// <summary>What a request says because of the server that it goes to; what is asked adds the rest.</summary>
internal static class RequestSettings
{
    public static OpenAIPromptExecutionSettings Of(ModelOptions options)
    {
        var settings = new OpenAIPromptExecutionSettings { Temperature = options.Temperature };
        if (options.ReasoningEffort is { Length: > 0 } effort)
        {
#pragma warning disable OPENAI001 // The connector's own texts leave out "none".
            settings.ReasoningEffort = new ChatReasoningEffortLevel(effort);
#pragma warning restore OPENAI001
        }

        if (options.LegacyMaxTokens)
        {
#pragma warning disable SKEXP0010 // The only way to a field that the connector has no name for.
            settings.ExtraBody = new Dictionary<string, object?> { ["max_tokens"] = options.MaxOutputTokens };
#pragma warning restore SKEXP0010
        }
        else
        {
            // Sent as max_completion_tokens.
            settings.MaxTokens = options.MaxOutputTokens;
        }

        return settings;
    }
}
