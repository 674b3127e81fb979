using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Decides while the caller waits: whoever posts a refund request wants the reply, not a receipt.</summary>
public sealed class DecideRefund(RefundApi refunds)
{
    [Function(FunctionNames.DecideRefund)]
    public Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Refunds)] HttpRequest request,
        FunctionContext context)
        => refunds.DecideAsync(request, context.CancellationToken);
}
