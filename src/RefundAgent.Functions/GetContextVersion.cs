using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows one version of what was learned, in force or not.</summary>
public sealed class GetContextVersion(ContextApi contexts)
{
    [Function(FunctionNames.GetContextVersion)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ContextVersion)] HttpRequest request,
        string version,
        FunctionContext context)
        => contexts.GetAsync(request, version, context.CancellationToken);
}
