using Microsoft.AspNetCore.Http;
using RefundAgent.Context;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;

namespace RefundAgent.Web;

/// <summary>Tells probes whether this process lives and whether it can do its work; says nothing that a stranger may not know.</summary>
public sealed class HealthApi(ApiCalls calls, IContextStore contexts)
{
    /// <summary>GET /api/health: 200 when ready, 503 when storage does not answer.</summary>
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, async limited =>
        {
            try
            {
                await contexts.ReadPointerAsync(DefaultTenant.Id, limited);
                return Results.Json(new { Live = true, Ready = true }, CanonicalJson.Options);
            }
            catch (StorageBusyException)
            {
                return Results.Json(new { Live = true, Ready = false, Why = "storage" }, CanonicalJson.Options, statusCode: 503);
            }
        }, cancellationToken);
}
