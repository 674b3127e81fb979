using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Makes of what was learned what it would be had one thing never been said.</summary>
public sealed class UndoEvent(ControlApi controls)
{
    [Function(FunctionNames.UndoEvent)]
    public Task<IResult> UndoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.EventUndoing)] HttpRequest request,
        string id,
        FunctionContext context)
        => controls.UndoAsync(request, id, context.CancellationToken);
}
