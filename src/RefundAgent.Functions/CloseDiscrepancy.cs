using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Takes a person's word that a discrepancy is dealt with.</summary>
public sealed class CloseDiscrepancy(DiscrepancyApi discrepancies)
{
    [Function(FunctionNames.CloseDiscrepancy)]
    public Task<IResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.DiscrepancyClosing)] HttpRequest request,
        string id,
        FunctionContext context)
        => discrepancies.CloseAsync(request, id, context.CancellationToken);
}
