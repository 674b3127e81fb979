using Microsoft.AspNetCore.Http;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Decides refunds and shows what was decided.</summary>
public sealed class RefundApi(
    ApiCalls calls, RefundDesk desk, IDecisionRecords records, IFeedbackInbox inbox, IFeedbackLedger ledger, ReplyBook book, TimeProvider time)
{
    private const Roles Readers = Roles.System | Roles.Agent | Roles.Manager | Roles.Operator;

    /// <summary>POST /api/refunds. A caller that hangs up stops nothing: what has begun is finished and recorded for when it asks again.</summary>
    public Task<IResult> DecideAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.System | Roles.Agent | Roles.Manager, async (caller, limited) =>
        {
            var fields = await JsonBody.ReadObjectAsync(request, limited);
            var ticket = RefundBody.Read(fields, caller, authenticated: true, time.GetUtcNow());
            var record = await desk.HandleAsync(ticket, limited);
            return Json(DecisionView.Of(record, book));
        }, CancellationToken.None);

    /// <summary>GET /api/refunds/{id}</summary>
    public Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Readers, async (caller, limited) =>
        {
            var tenant = TenantOf(request, caller);
            if (!DecisionId.TryParse(id, out var decision, out _) || await records.FindAsync(tenant, decision, limited) is not { } record)
            {
                return Problems.NotFound($"No decision '{Shown(id)}' is known for tenant '{tenant}'.");
            }

            var waiting = inbox.OfDecisionAsync(tenant, decision, limited);
            var recorded = ledger.OfDecisionAsync(tenant, decision, limited);
            await Task.WhenAll(waiting, recorded);
            return Json(RecordView.Of(record, [.. (await recorded).Select(entry => entry.Event).Concat(await waiting).DistinctBy(feedback => feedback.Key)], book));
        }, cancellationToken);

    /// <summary>GET /api/refunds?status=&amp;review=&amp;since=&amp;cursor=&amp;size=</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Readers, async (caller, limited) =>
        {
            var query = QueryFields.Of(request);
            var filter = new DecisionFilter(
                query.Choice("status", ClaimStatus.Executed, ClaimStatus.PendingApproval, ClaimStatus.Answered),
                query.Time("since"),
                query.Choice("review", ReviewState.Wanted, ReviewState.Done));
            var size = query.Whole("size", 1, 200) ?? 50;
            query.ThrowIfFaulty();
            try
            {
                var page = await records.ListAsync(TenantOf(request, caller), filter, query.Text("cursor"), size, limited);
                return Json(new { Refunds = page.Records.Select(record => DecisionView.Of(record, book)), page.Cursor });
            }
            catch (FormatException)
            {
                throw new InvalidRequestException([new FieldFault("cursor", "must be the cursor of the page before, unchanged.")]);
            }
        }, cancellationToken);

    private static TenantId TenantOf(HttpRequest request, Caller caller) =>
        RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);

    private static string Shown(string id) => id.Length <= 64 ? id : id[..64] + "…";

    private static IResult Json<T>(T value) => Results.Json(value, CanonicalJson.Options);
}
