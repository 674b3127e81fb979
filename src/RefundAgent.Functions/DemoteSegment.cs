using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Makes a segment wait for a person until it has earned trust anew.</summary>
public sealed class DemoteSegment(ControlApi controls)
{
    [Function(FunctionNames.DemoteSegment)]
    public Task<IResult> DemoteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.SegmentDemotion)] HttpRequest request,
        FunctionContext context)
        => controls.DemoteAsync(request, context.CancellationToken);
}
