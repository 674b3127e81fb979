using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using Microsoft.SemanticKernel;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>When a server that refused a request wants to be asked again.</summary>
internal static class ServerWish
{
    /// <summary>Beyond any deadline of ours; larger numbers would not fit into a time span.</summary>
    private const double MostSeconds = 86_400;

    /// <returns>Null where the server did not say, or not in a form that is known; never negative.</returns>
    public static TimeSpan? RetryAfter(Exception? refusal, DateTimeOffset now) =>
        refusal is HttpOperationException { InnerException: ClientResultException client } && client.GetRawResponse() is { } response
            ? RetryAfter(response.Headers, now)
            : null;

    private static TimeSpan? RetryAfter(PipelineResponseHeaders headers, DateTimeOffset now)
    {
        // Azure sends the finer one beside the other.
        if (headers.TryGetValue("retry-after-ms", out var milliseconds) && Number(milliseconds) is { } fine)
        {
            return Span(fine / 1_000);
        }

        return !headers.TryGetValue("Retry-After", out var after) ? null
            : Number(after) is { } seconds ? Span(seconds)
            : DateTimeOffset.TryParseExact(after, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? Span((date - now).TotalSeconds)
            : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MostSeconds));
}
