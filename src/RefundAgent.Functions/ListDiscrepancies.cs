using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows operators what does not agree about money, until somebody has looked.</summary>
public sealed class ListDiscrepancies(DiscrepancyApi discrepancies)
{
    [Function(FunctionNames.ListDiscrepancies)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Discrepancies)] HttpRequest request,
        FunctionContext context)
        => discrepancies.ListAsync(request, context.CancellationToken);
}
