using Microsoft.AspNetCore.Http;
using RefundAgent.Experiments;
using RefundAgent.Learning;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Learning;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows what the learner did, and what customers made of it.</summary>
public sealed class LearningApi(ApiCalls calls, ILearnerRuns runs, ArmResults arms, TimeProvider time)
{
    /// <summary>GET /api/learning/runs?cursor=&amp;size=</summary>
    public Task<IResult> ListRunsAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Manager | Roles.Operator, async (caller, limited) =>
        {
            var query = QueryFields.Of(request);
            var size = query.Whole("size", 1, 200) ?? 50;
            var cursor = query.Text("cursor");
            if (cursor?.Length > LongestCursor || cursor?.Any(letter => letter is < '!' or > '~') == true)
            {
                query.Fault("cursor", "must be the cursor of the page before, unchanged.");
            }

            query.ThrowIfFaulty();
            var tenant = RefundBody.TenantOf(query.OptionalId<TenantId>("tenant"), caller);
            var page = await runs.ListAsync(tenant, cursor, size, limited);
            return Results.Json(new { page.Runs, page.Cursor }, CanonicalJson.Options);
        }, cancellationToken);

    /// <summary>GET /api/learning/arms?since=</summary>
    public Task<IResult> ListArmsAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Manager | Roles.Operator, async (caller, limited) =>
        {
            var query = QueryFields.Of(request);
            var since = query.Time("since") ?? time.GetUtcNow() - UsualStretch;
            query.ThrowIfFaulty();
            var tenant = RefundBody.TenantOf(query.OptionalId<TenantId>("tenant"), caller);
            var results = await arms.ReadAsync(tenant, since, limited);
            return Results.Json(new { Since = since, Arms = ArmView.AllOf(results) }, CanonicalJson.Options);
        }, cancellationToken);

    private static readonly TimeSpan UsualStretch = TimeSpan.FromDays(30);

    /// <summary>As long as a key of a row.</summary>
    private const int LongestCursor = 512;
}
