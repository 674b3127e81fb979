using Stripe;

namespace RefundAgent.Adapters.Payments;

/// <summary>Opens Stripe's client so that it does what it is told once, and nothing by itself.</summary>
internal static class StripeConnection
{
    /// <summary>Beyond the time limit of a try, which ends it first: only for a client that is used without one.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <param name="timeout">Of one try, which may be several requests.</param>
    public static StripeClient Open(StripeOptions options, TimeSpan timeout)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the API key to wherever it points.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = timeout + Slack,
        };
        return new StripeClient(new StripeClientOptions
        {
            ApiKey = options.ApiKey,
            ApiBase = string.IsNullOrEmpty(options.ApiBase) ? null : options.ApiBase.TrimEnd('/'),

            // Whether to try again is for our decorators to say: they know the time that is left, and leave a trace of every try.
            HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
        });
    }
}
