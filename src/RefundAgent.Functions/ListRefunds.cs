using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Pages through decisions, so that a team can work off what waits for a person.</summary>
public sealed class ListRefunds(RefundApi refunds)
{
    [Function(FunctionNames.ListRefunds)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Refunds)] HttpRequest request,
        FunctionContext context)
        => refunds.ListAsync(request, context.CancellationToken);
}
