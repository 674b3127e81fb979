using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Brings an earlier version back and holds it until somebody resumes.</summary>
public sealed class RollBackContext(ControlApi controls)
{
    [Function(FunctionNames.RollBackContext)]
    public Task<IResult> RollBackAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ContextRollback)] HttpRequest request,
        FunctionContext context)
        => controls.RollBackAsync(request, context.CancellationToken);
}
