using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Lists the versions of what was learned, so that an operator sees where to go back to.</summary>
public sealed class ListContextVersions(ContextApi contexts)
{
    [Function(FunctionNames.ListContextVersions)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ContextVersions)] HttpRequest request,
        FunctionContext context)
        => contexts.ListAsync(request, context.CancellationToken);
}
