using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;
using RefundAgent.Adapters.Model.Resilience;
using RefundAgent.Adapters.Model.Telemetry;

namespace RefundAgent.Adapters.Model;

/// <summary>Opens Semantic Kernel's OpenAI connector on any endpoint that speaks the same protocol.</summary>
internal static class ModelClient
{
    /// <summary>What a token for Azure OpenAI is asked for.</summary>
    public const string AzureScope = "https://cognitiveservices.azure.com/.default";

    /// <param name="credential">Used where no key is configured; asked for a token with the first request, not before.</param>
    /// <param name="transport">Null for the network.</param>
    public static IChatCompletionService Open(ModelOptions options, TokenCredential credential, PipelineTransport? transport = null)
    {
        KernelTelemetry.Switch(options);
        var client = new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint),
            Transport = transport ?? BoundedAnswers.Transport(),

            // The client's own retries would eat the time limit unseen; whether to try again is for our decorators to say.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        return new OpenAIChatCompletionService(options.Deployment, options.ApiKey is { } key
            ? new OpenAIClient(new ApiKeyCredential(key), client)
            : WithIdentity(credential, client));
    }

    private static OpenAIClient WithIdentity(TokenCredential credential, OpenAIClientOptions client) =>
#pragma warning disable OPENAI001 // The only constructor that takes a token; no request or answer type depends on it.
        new(new BearerTokenPolicy(credential, AzureScope), client);
#pragma warning restore OPENAI001
}
