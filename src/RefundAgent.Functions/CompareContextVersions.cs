using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Says in words what is different between two versions of what was learned.</summary>
public sealed class CompareContextVersions(ContextApi contexts)
{
    [Function(FunctionNames.CompareContextVersions)]
    public Task<IResult> CompareAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ContextDiff)] HttpRequest request,
        FunctionContext context)
        => contexts.CompareAsync(request, context.CancellationToken);
}
