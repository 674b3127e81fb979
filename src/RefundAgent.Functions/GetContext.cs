using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows what has been learned and is in force, so that it can be read before it is trusted.</summary>
public sealed class GetContext(ContextApi contexts)
{
    [Function(FunctionNames.GetContext)]
    public Task<IResult> GetActiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Context)] HttpRequest request,
        FunctionContext context)
        => contexts.GetActiveAsync(request, context.CancellationToken);
}
