using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web;

/// <summary>
/// Takes what other systems send: each of the three ways in verifies the raw bytes, enqueues, acknowledges. Nothing is decided here, and
/// nothing is deduplicated before it is safe on the queue, since a crash between the two would lose a ticket.
/// </summary>
public sealed class WebhookApi(PaymentEventApi payments, StandardEventApi standard, HelpdeskEventApi helpdesks)
{
    /// <summary>
    /// POST /api/webhooks/{helpdesk}, and HEAD, by which Intercom makes sure that somebody is there. The payment provider has a route of its
    /// own, which wins in ASP.NET Core; the Functions host takes the first function by name whose route fits
    /// (Azure/azure-functions-host#9876), which is the helpdesk's: hence both lead to the same place.
    /// </summary>
    public Task<IResult> ReceiveAsync(HttpRequest request, string helpdesk, CancellationToken cancellationToken) =>
        HttpMethods.IsHead(request.Method) ? Task.FromResult(Results.Ok())
        : helpdesk switch
        {
            PaymentEventApi.Provider => payments.ReceiveAsync(request, cancellationToken),
            StandardEventApi.Name => standard.ReceiveAsync(request, cancellationToken),
            _ => helpdesks.ReceiveAsync(request, helpdesk, cancellationToken),
        };
}
