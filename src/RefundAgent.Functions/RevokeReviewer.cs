using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Makes of what was learned what it would be had a reviewer never spoken.</summary>
public sealed class RevokeReviewer(ControlApi controls)
{
    [Function(FunctionNames.RevokeReviewer)]
    public Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ReviewerRevocation)] HttpRequest request,
        string id,
        FunctionContext context)
        => controls.RevokeAsync(request, id, context.CancellationToken);
}
