using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows one decision whole, because "why did it do that?" is the question people ask most.</summary>
public sealed class GetRefund(RefundApi refunds)
{
    [Function(FunctionNames.GetRefund)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Refund)] HttpRequest request,
        string id,
        FunctionContext context)
        => refunds.GetAsync(request, id, context.CancellationToken);
}
