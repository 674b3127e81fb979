using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows what people's verdicts would change in the policy if they might.</summary>
public sealed class ListProposals(ProposalApi proposals)
{
    [Function(FunctionNames.ListProposals)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Proposals)] HttpRequest request,
        FunctionContext context)
        => proposals.ListAsync(request, context.CancellationToken);
}
