using Microsoft.AspNetCore.Http;
using RefundAgent.Identity;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Discrepancies;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows what does not agree, and takes a person's word that it is dealt with.</summary>
public sealed class DiscrepancyApi(ApiCalls calls, IDiscrepancies discrepancies, DiscrepancyDesk desk)
{
    private const Roles Keepers = Roles.Manager | Roles.Operator;

    /// <summary>GET /api/discrepancies?status=&amp;cursor=&amp;size=</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Keepers, async (caller, limited) =>
        {
            var query = QueryFields.Of(request);
            var status = query.Choice("status", DiscrepancyStatus.Open, DiscrepancyStatus.Closed);
            var size = query.Whole("size", 1, 200) ?? 50;
            query.ThrowIfFaulty();
            try
            {
                var open = status is null ? default(bool?) : status == DiscrepancyStatus.Open;
                var page = await discrepancies.ListAsync(TenantOf(request, caller), open, query.Text("cursor"), size, limited);
                return Json(new { Discrepancies = page.Found.Select(DiscrepancyView.Of), page.Cursor });
            }
            catch (FormatException)
            {
                throw new InvalidRequestException([new FieldFault("cursor", "must be the cursor of the page before, unchanged.")]);
            }
        }, cancellationToken);

    /// <summary>POST /api/discrepancies/{id}/close</summary>
    public Task<IResult> CloseAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Keepers, async (caller, limited) =>
        {
            var tenant = TenantOf(request, caller);
            var body = await JsonBody.ReadObjectAsync(request, limited);
            var note = body.RequiredText("note");
            body.ThrowIfFaulty();
            return Id.TryParse<DiscrepancyId>(id, out var named)
                ? Show(await desk.CloseAsync(tenant, named, caller.Principal, note, limited), tenant)
                : Unknown(tenant);
        }, cancellationToken);

    private static IResult Show(ClosingResult result, TenantId tenant) => result switch
    {
        ClosingResult.Closed { Discrepancy: var closed } => Json(DiscrepancyView.Of(closed)),
        ClosingResult.ClosedBefore { First: var first } => Problems.AlreadyClosed(first),
        _ => Unknown(tenant),
    };

    private static TenantId TenantOf(HttpRequest request, Caller caller) =>
        RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);

    private static IResult Unknown(TenantId tenant) => Problems.NotFound($"No such discrepancy is known for tenant '{tenant}'.");

    private static IResult Json<T>(T value) => Results.Json(value, CanonicalJson.Options);
}
