using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// How long a helpdesk wants to be left alone: <c>Retry-After</c> (RFC 9110 §10.2.3) where it is sent, else what some name otherwise:
/// <c>X-RateLimit-Retry-After</c> in seconds (Help Scout), <c>X-RateLimit-Reset</c> as a Unix time (Intercom). Those stand in every answer of
/// some helpdesks, and only mean something where there were too many calls.
/// </summary>
internal static class RetryWish
{
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var headers = response.Headers;
        var wish = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ when response.StatusCode != HttpStatusCode.TooManyRequests => (TimeSpan?)null,
            _ => Number(headers, "X-RateLimit-Retry-After") is { } seconds ? TimeSpan.FromSeconds(seconds)
                : Number(headers, "X-RateLimit-Reset") is { } until && until < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(until) - now
                : null,
        };
        return wish is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, TimeSpan.TicksPerDay)) : null;
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue * 64L
            ? number
            : null;
}
