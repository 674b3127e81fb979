using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RefundAgent.Feedback;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Web;

/// <summary>Takes our own canonical events in the envelope of Standard Webhooks: a customer's message comes whole, and so does a rating.</summary>
public sealed class StandardEventApi(
    ApiCalls calls, IOptions<WebhookOptions> options, ITicketQueue tickets, ITicketSignalQueue signals, TimeProvider time)
{
    public const string Name = "standard";

    private readonly StandardWebhookOptions standard = options.Value.Standard;
    private readonly TenantId tenant = new(options.Value.Standard.Tenant);
    private readonly byte[]? key = StandardWebhook.KeyOf(options.Value.Standard.Secret);
    private readonly Caller connection = new(new PrincipalId($"webhook:{Name}"), Roles.System, [new TenantId(options.Value.Standard.Tenant)]);

    /// <summary>POST /api/webhooks/standard</summary>
    public Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, async limited =>
        {
            using var span = IngestSpan.Start();
            var body = await JsonBody.ReadRawAsync(request, limited);
            if (key is null || !StandardWebhook.Verify(request.Headers, body, key, time.GetUtcNow(), out var messageId))
            {
                return Problems.Unverified();
            }

            var envelope = JsonBody.Parse(body);
            switch (CanonicalEvent.Read(envelope, messageId, connection, standard.CustomersAuthenticated, time.GetUtcNow()))
            {
                case CanonicalEvent.Message said:
                    await tickets.SendAsync(said.Ticket, limited);
                    span.Took(tenant, Name, IngestSpan.Accepted);
                    return Accepted(new { Accepted = messageId });
                case CanonicalEvent.Signal heard:
                    await signals.SendAsync(heard.Said, TimeSpan.Zero, limited);
                    span.Took(tenant, Name, IngestSpan.Accepted);
                    return Accepted(new { Accepted = messageId });
                case CanonicalEvent.LeftAlone left:
                    span.Took(tenant, Name, IngestSpan.Ignored);
                    return Accepted(new { Ignored = left.Type, left.Why });
                case var unknown:
                    throw new InvalidOperationException($"An event of kind {unknown.GetType().Name} has no answer.");
            }
        }, cancellationToken);

    private static IResult Accepted<T>(T answer) => Results.Json(answer, CanonicalJson.Options, statusCode: StatusCodes.Status202Accepted);
}
