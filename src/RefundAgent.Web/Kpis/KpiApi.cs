using Microsoft.AspNetCore.Http;
using RefundAgent.Kpis;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows the figures of a stretch of time.</summary>
public sealed class KpiApi(ApiCalls calls, KpiReport report)
{
    /// <summary>GET /api/kpis?window=</summary>
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Manager | Roles.Operator, async (caller, limited) =>
        {
            var query = QueryFields.Of(request);
            var window = KpiWindow.Usual;
            if (query.Text("window") is { } text && !KpiWindow.TryParse(text, out window))
            {
                query.Fault("window", KpiWindow.Rule);
            }

            query.ThrowIfFaulty();
            var tenant = RefundBody.TenantOf(query.OptionalId<TenantId>("tenant"), caller);
            return Results.Json(await report.ReadAsync(tenant, window!, limited), CanonicalJson.Options);
        }, cancellationToken);
}
