using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Verifies and queues what the payment provider reports; it sends again for three days what is not acknowledged.</summary>
public sealed class ReceivePaymentEvent(PaymentEventApi payments)
{
    [Function(FunctionNames.ReceivePaymentEvent)]
    public Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.PaymentEvents)] HttpRequest request,
        FunctionContext context)
        => payments.ReceiveAsync(request, context.CancellationToken);
}
