using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Carries out a person's answer while they wait: whoever approves a refund wants to see it paid, not queued.</summary>
public sealed class AnswerApproval(ApprovalApi approvals)
{
    [Function(FunctionNames.AnswerApproval)]
    public Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Approval)] HttpRequest request,
        string id,
        FunctionContext context)
        => approvals.AnswerAsync(request, id, context.CancellationToken);
}
