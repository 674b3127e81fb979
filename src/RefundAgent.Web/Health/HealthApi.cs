using Microsoft.AspNetCore.Http;
using RefundAgent.Web.Calls;

namespace RefundAgent.Web;

/// <summary>
/// Tells probes whether this process lives and whether it can do its work; says nothing that a stranger may not know. Who restarts what is not
/// alive must ask for that alone: a restart brings no storage back.
/// </summary>
public sealed class HealthApi(ApiCalls calls, Readiness readiness)
{
    /// <summary>GET /api/health, and GET /api/health/ready: 200 when ready, 503 when storage does not answer.</summary>
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, async limited => await readiness.IsReadyAsync(limited)
            ? Results.Json(new { Live = true, Ready = true }, CanonicalJson.Options)
            : Results.Json(
                new { Live = true, Ready = false, Why = "storage" }, CanonicalJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable), cancellationToken);

    /// <summary>GET /api/health/live: 200 as long as this process answers at all; asks nobody else.</summary>
    public Task<IResult> GetLivenessAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, _ => Task.FromResult(Results.Json(new { Live = true }, CanonicalJson.Options)), cancellationToken);
}
