using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows what customers made of an experiment's arms.</summary>
public sealed class ListArms(LearningApi learning)
{
    [Function(FunctionNames.ListArms)]
    public Task<IResult> ListArmsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Arms)] HttpRequest request,
        FunctionContext context)
        => learning.ListArmsAsync(request, context.CancellationToken);
}
