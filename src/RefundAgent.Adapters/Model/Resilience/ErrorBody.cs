using System.Text.Json;
using Microsoft.SemanticKernel;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>The code in the error that a server sends with a refusal; anything else in it may quote the request.</summary>
internal static class ErrorBody
{
    public const string ContentFilter = "content_filter";

    /// <summary>Sent with 429 by a server whose customer has used up what was paid for; waiting does not help.</summary>
    public const string InsufficientQuota = "insufficient_quota";

    public static bool Says(this HttpOperationException refusal, string code)
    {
        try
        {
            using var body = JsonDocument.Parse(refusal.ResponseContent ?? "");
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var said)
                && said.ValueKind == JsonValueKind.String
                && said.ValueEquals(code);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
