using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Answers whoever sends callers where they can be served.</summary>
public sealed class GetReadiness(HealthApi health)
{
    [Function(FunctionNames.GetReadiness)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Readiness)] HttpRequest request,
        FunctionContext context)
        => health.GetAsync(request, context.CancellationToken);
}
