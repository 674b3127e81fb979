using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Takes a learned item out of force for good.</summary>
public sealed class RetireItem(ControlApi controls)
{
    [Function(FunctionNames.RetireItem)]
    public Task<IResult> RetireAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ItemRetirement)] HttpRequest request,
        string id,
        FunctionContext context)
        => controls.RetireAsync(request, id, context.CancellationToken);
}
