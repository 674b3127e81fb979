using Microsoft.AspNetCore.Http;
using RefundAgent.Erasure;
using RefundAgent.Identity;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Erases customers.</summary>
public sealed class CustomerApi(ApiCalls calls, CustomerErasure erasure)
{
    /// <summary>POST /api/customers/{id}/erase. A caller that hangs up stops nothing.</summary>
    public Task<IResult> EraseAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Operator, async (caller, limited) =>
        {
            var tenant = RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);
            var body = await JsonBody.ReadOptionalAsync(request, limited);
            var note = body.Text("note");
            body.ThrowIfFaulty();
            return Id.TryParse<CustomerId>(PathId.Of(request, id, after: 1), out var customer)
                ? Results.Json(new { Erased = await erasure.RunAsync(tenant, customer, caller.Principal, note, limited) }, CanonicalJson.Options)
                : Problems.NotFound("No customer can have such an id.");
        }, CancellationToken.None);
}
