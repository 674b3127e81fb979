using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Verifies and queues: helpdesks give a webhook little time and send it again when it fails.</summary>
public sealed class ReceiveHelpdeskEvent(WebhookApi webhooks)
{
    [Function(FunctionNames.ReceiveHelpdeskEvent)]
    public Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "head", Route = Routes.Webhooks)] HttpRequest request,
        string helpdesk,
        FunctionContext context)
        => webhooks.ReceiveAsync(request, helpdesk, context.CancellationToken);
}
