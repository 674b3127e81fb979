using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Answers probes; the only route without a key, since a load balancer has none.</summary>
public sealed class GetHealth(HealthApi health)
{
    [Function(FunctionNames.GetHealth)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Health)] HttpRequest request,
        FunctionContext context)
        => health.GetAsync(request, context.CancellationToken);
}
