using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Keeps a learned item in force, before all that is learned.</summary>
public sealed class PinItem(ControlApi controls)
{
    [Function(FunctionNames.PinItem)]
    public Task<IResult> PinAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ItemPin)] HttpRequest request,
        string id,
        FunctionContext context)
        => controls.PinAsync(request, id, context.CancellationToken);
}
