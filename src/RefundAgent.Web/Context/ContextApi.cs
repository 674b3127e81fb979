using Microsoft.AspNetCore.Http;
using RefundAgent.Context;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows what has been learned and is in force.</summary>
public sealed class ContextApi(ApiCalls calls, ActiveContext active)
{
    /// <summary>GET /api/context</summary>
    public Task<IResult> GetActiveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Agent | Roles.Manager | Roles.Operator | Roles.System, async (caller, limited) =>
        {
            var tenant = RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);
            var (context, policy) = await active.ReadAsync(tenant, limited);
            return Results.Json(
                new { context.Version, PolicyVersion = policy.Version, PolicyName = policy.Name, policy.Mode, context.Through, context.Items, context.Segments },
                CanonicalJson.Options);
        }, cancellationToken);
}
