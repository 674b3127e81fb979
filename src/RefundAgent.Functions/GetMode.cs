using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Tells whether the agent may act alone.</summary>
public sealed class GetMode(ModeApi modes)
{
    [Function(FunctionNames.GetMode)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Mode)] HttpRequest request,
        FunctionContext context)
        => modes.GetAsync(request, context.CancellationToken);
}
