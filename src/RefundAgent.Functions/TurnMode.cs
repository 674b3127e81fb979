using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Stops the agent, or lets it act again.</summary>
public sealed class TurnMode(ModeApi modes)
{
    [Function(FunctionNames.TurnMode)]
    public Task<IResult> TurnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Mode)] HttpRequest request,
        FunctionContext context)
        => modes.TurnAsync(request, context.CancellationToken);
}
