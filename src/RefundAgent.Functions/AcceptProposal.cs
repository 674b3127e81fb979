using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Writes a proposal into the policy.</summary>
public sealed class AcceptProposal(ProposalApi proposals)
{
    [Function(FunctionNames.AcceptProposal)]
    public Task<IResult> AcceptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ProposalAcceptance)] HttpRequest request,
        string id,
        FunctionContext context)
        => proposals.AcceptAsync(request, id, context.CancellationToken);
}
