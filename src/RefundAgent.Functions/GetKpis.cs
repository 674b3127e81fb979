using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Tells an operator in one look how the agent does.</summary>
public sealed class GetKpis(KpiApi kpis)
{
    [Function(FunctionNames.GetKpis)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Kpis)] HttpRequest request,
        FunctionContext context)
        => kpis.GetAsync(request, context.CancellationToken);
}
