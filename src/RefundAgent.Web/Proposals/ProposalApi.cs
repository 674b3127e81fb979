using Microsoft.AspNetCore.Http;
using RefundAgent.Identity;
using RefundAgent.Proposals;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Proposals;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows what people's verdicts would change in the policy, and takes the answer of whoever may change it.</summary>
public sealed class ProposalApi(ApiCalls calls, ProposalDesk desk)
{
    /// <summary>GET /api/proposals</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Manager | Roles.Operator, async (caller, limited) =>
        {
            var list = await desk.ListAsync(TenantOf(request, caller), limited);
            return Json(new { Proposals = list.Waiting.Select(ProposalView.Of).Concat(list.Answered.Reverse().Select(ProposalView.Of)) });
        }, cancellationToken);

    /// <summary>POST /api/proposals/{id}/accept</summary>
    public Task<IResult> AcceptAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        AnswerAsync(request, id, accepted: true, cancellationToken);

    /// <summary>POST /api/proposals/{id}/reject</summary>
    public Task<IResult> RejectAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        AnswerAsync(request, id, accepted: false, cancellationToken);

    private Task<IResult> AnswerAsync(HttpRequest request, string id, bool accepted, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Operator, async (caller, limited) =>
        {
            var tenant = TenantOf(request, caller);
            var body = await JsonBody.ReadOptionalAsync(request, limited);
            var note = body.Text("note");
            body.ThrowIfFaulty();
            return Id.TryParse<ProposalId>(PathId.Of(request, id, after: 1), out var named)
                ? Show(await desk.AnswerAsync(tenant, named, accepted, caller.Principal, note, limited), tenant)
                : Unknown(tenant);
        }, cancellationToken);

    private static IResult Show(ProposalResult result, TenantId tenant) => result switch
    {
        ProposalResult.Answered { Entry: var entry } => Json(ProposalView.Of(entry)),
        ProposalResult.AnsweredBefore { First: var first } => Problems.AlreadyAnswered(ProposalView.Of(first), first.By),
        ProposalResult.Unfit { Why: var why } => Problems.Of(409, "stale-proposal", "The policy cannot take this proposal.", why),
        _ => Unknown(tenant),
    };

    private static IResult Unknown(TenantId tenant) => Problems.NotFound($"No such proposal waits for tenant '{tenant}'.");

    private static TenantId TenantOf(HttpRequest request, Caller caller) =>
        RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);

    private static IResult Json<T>(T value) => Results.Json(value, CanonicalJson.Options);
}
