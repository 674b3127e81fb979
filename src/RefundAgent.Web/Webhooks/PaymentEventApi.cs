using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefundAgent.Feedback;
using RefundAgent.Payments;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Web;

/// <summary>
/// Takes what the payment provider reports: verify the raw bytes, enqueue, acknowledge. A report that is for us is kept even where it cannot
/// be read: it ends among the poisoned messages, where a person sees it and a later version can read it.
/// </summary>
public sealed partial class PaymentEventApi(
    ApiCalls calls,
    IOptions<WebhookOptions> options,
    IProviderEventReader reader,
    IProviderEventQueue queue,
    TimeProvider time,
    ILogger<PaymentEventApi> logger)
{
    public const string Provider = "stripe";

    private static readonly PrincipalId Connection = new($"payments:{Provider}");

    private readonly TenantId tenant = new(options.Value.Stripe.Tenant);
    private readonly IReadOnlyList<byte[]> keys = StripeSignature.KeysOf(options.Value.Stripe.Secret) ?? [];

    /// <summary>POST /api/webhooks/stripe</summary>
    public Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, async limited =>
        {
            using var span = IngestSpan.Start();
            var body = await JsonBody.ReadRawAsync(request, limited);
            if (!StripeSignature.Verify(request.Headers, body, keys, time.GetUtcNow()))
            {
                return Problems.Unverified();
            }

            var fields = JsonBody.Parse(body);
            var type = fields.RequiredText("type");
            fields.ThrowIfFaulty();
            var id = fields.Text("id");
            var delivery = new ProviderDelivery { Tenant = tenant, BroughtBy = Connection, ReceivedAt = time.GetUtcNow(), Body = Encoding.UTF8.GetString(body) };
            if (reader.Read(delivery) is ProviderEventReading.NotForUs left)
            {
                span.Took(tenant, Provider, IngestSpan.Ignored);
                LogLeft(left.Misdirected ? LogLevel.Warning : LogLevel.Information, id, type, left.Why);
                return Accepted(new { Ignored = type });
            }

            await queue.SendAsync(delivery, limited);
            span.Took(tenant, Provider, IngestSpan.Accepted);
            return Accepted(new { Accepted = id });
        }, cancellationToken);

    private static IResult Accepted<T>(T answer) => Results.Json(answer, CanonicalJson.Options, statusCode: StatusCodes.Status202Accepted);

    [LoggerMessage(EventId = 2100, Message = "Payment event {Event} of type {Type} is left alone: {Why}")]
    private partial void LogLeft(LogLevel level, string? @event, string type, string why);
}
