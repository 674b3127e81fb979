using Microsoft.AspNetCore.Http;
using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tickets;
using RefundAgent.Web.Approvals;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Takes a person's answer to a ruling that waits for one.</summary>
public sealed class ApprovalApi(ApiCalls calls, ApprovalDesk desk, ReplyBook book)
{
    /// <summary>POST /api/refunds/{id}/approval. A caller that hangs up stops nothing: an answer that was written down is carried out.</summary>
    public Task<IResult> AnswerAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Agent | Roles.Manager, async (caller, limited) =>
        {
            var tenant = RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);
            var said = ApprovalBody.Read(await JsonBody.ReadObjectAsync(request, limited), caller);
            return DecisionId.TryParse(id, out var decision, out _)
                ? Show(await desk.AnswerAsync(tenant, decision, said, limited), tenant)
                : Unknown(tenant);
        }, CancellationToken.None);

    private IResult Show(ApprovalResult result, TenantId tenant) => result switch
    {
        ApprovalResult.Counted { Record: var record } => Results.Json(DecisionView.Of(record, book), CanonicalJson.Options),
        ApprovalResult.Agreed { Record: var record } => Results.Json(DecisionView.Of(record, book), CanonicalJson.Options),
        ApprovalResult.UnknownDecision => Unknown(tenant),
        ApprovalResult.WhichClaim { Choices: var choices } => Invalid("claimId", $"must name the claim that is meant: one of {string.Join(", ", choices)}."),
        ApprovalResult.WrongAmount wrong => Invalid("amount", wrong.Why),
        ApprovalResult.NotPending => Problems.Of(409, "not-pending", "This does not wait for a person.", "Look at the decision: it was executed, answered or handed over without waiting."),
        ApprovalResult.AlreadyAnswered { First: var first } => Problems.AlreadyAnswered(ApprovalView.Of(first)),
        ApprovalResult.SecondPersonNeeded { First: var first } => Problems.SecondPersonNeeded(AgreementView.Of(first)),
        ApprovalResult.BeyondRole beyond => Problems.Of(403, "needs-manager", "This needs a manager.", $"{beyond.Why} The claim waits on."),
        ApprovalResult.Expired { At: var at } => Problems.Of(
            409, "expired", "Nobody answered in time.", $"It expired at {at.UtcDateTime:O}. Take the case over in the helpdesk, or send the agent a new message on the ticket to have it decided again."),
        ApprovalResult.Refused { Obstacle: var obstacle, Why: var why } => Problems.Of(409, TypeOf(obstacle), "This cannot be approved as things stand.", why),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no answer."),
    };

    private static IResult Unknown(TenantId tenant) => Problems.NotFound($"No such decision is known for tenant '{tenant}'.");

    private static IResult Invalid(string field, string message) => Problems.Invalid([new FieldFault(field, message)]);

    private static string TypeOf(ApprovalObstacle obstacle) => obstacle switch
    {
        ApprovalObstacle.ModeOff => "mode-off",
        ApprovalObstacle.NothingLeft => "nothing-left",
        ApprovalObstacle.ProposalOutdated => "proposal-outdated",
        ApprovalObstacle.CaseChanged => "case-changed",
        _ => throw new InvalidOperationException($"Obstacle {obstacle} has no type."),
    };
}
