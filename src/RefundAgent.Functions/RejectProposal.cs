using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Answers a proposal with no, so that nobody is asked again.</summary>
public sealed class RejectProposal(ProposalApi proposals)
{
    [Function(FunctionNames.RejectProposal)]
    public Task<IResult> RejectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ProposalRejection)] HttpRequest request,
        string id,
        FunctionContext context)
        => proposals.RejectAsync(request, id, context.CancellationToken);
}
