using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RefundAgent.Feedback;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Web;

/// <summary>
/// Takes a helpdesk's events: verify the raw bytes, enqueue, acknowledge. Nothing is decided here, and nothing is deduplicated before it is
/// safe on the queue, since a crash between the two would lose a ticket.
/// </summary>
public sealed class WebhookApi(
    ApiCalls calls, PaymentEventApi payments, IOptions<WebhookOptions> options, ITicketQueue tickets, TimeProvider time)
{
    private const string Standard = "standard";

    private readonly StandardWebhookOptions standard = options.Value.Standard;
    private readonly byte[]? key = StandardWebhook.KeyOf(options.Value.Standard.Secret);

    /// <summary>
    /// POST /api/webhooks/{helpdesk}. The payment provider has a route of its own, which wins in ASP.NET Core; the Functions host takes the
    /// first function by name whose route fits (Azure/azure-functions-host#9876), which is the helpdesk's: hence both lead to the same place.
    /// </summary>
    public Task<IResult> ReceiveAsync(HttpRequest request, string helpdesk, CancellationToken cancellationToken) =>
        helpdesk == PaymentEventApi.Provider
            ? payments.ReceiveAsync(request, cancellationToken)
            : ReceiveTicketAsync(request, helpdesk, cancellationToken);

    private Task<IResult> ReceiveTicketAsync(HttpRequest request, string helpdesk, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, async limited =>
        {
            if (helpdesk != Standard)
            {
                return Problems.NotFound($"There is no connection of that name; the one in place is '{Standard}'.");
            }

            var body = await JsonBody.ReadRawAsync(request, limited);
            if (key is null || !StandardWebhook.Verify(request.Headers, body, key, time.GetUtcNow(), out var messageId))
            {
                return Problems.Of(401, "unauthorized", "This delivery is not accepted.", "The delivery could not be verified.");
            }

            var envelope = JsonBody.Parse(body);
            if (envelope.RequiredText("type") is not "ticket.created" and var type)
            {
                envelope.ThrowIfFaulty();
                return Accepted(new { Ignored = type });
            }

            var ticket = TicketOf(envelope, messageId);
            await tickets.SendAsync(ticket, limited);
            return Accepted(new { Accepted = messageId });
        }, cancellationToken);

    private Ticket TicketOf(FieldReader envelope, string messageId)
    {
        var data = envelope.Object("data", required: true);
        envelope.ThrowIfFaulty();
        var connection = new Caller(new PrincipalId($"webhook:{Standard}"), Roles.System, [new TenantId(standard.Tenant)]);
        var ticket = RefundBody.Read(data!, connection, standard.CustomersAuthenticated, time.GetUtcNow());
        return data!.Has("messageId") ? ticket : ticket with { Message = new MessageId(messageId) };
    }

    private static IResult Accepted<T>(T answer) => Results.Json(answer, CanonicalJson.Options, statusCode: StatusCodes.Status202Accepted);
}
