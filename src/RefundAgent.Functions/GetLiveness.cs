using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Answers whoever restarts what is dead, without asking storage: a restart would not bring it back.</summary>
public sealed class GetLiveness(HealthApi health)
{
    [Function(FunctionNames.GetLiveness)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Liveness)] HttpRequest request,
        FunctionContext context)
        => health.GetLivenessAsync(request, context.CancellationToken);
}
