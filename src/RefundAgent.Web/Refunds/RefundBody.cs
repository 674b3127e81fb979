using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Evidence;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;

namespace RefundAgent.Web.Refunds;

/// <summary>The body of POST /api/refunds and of a webhook's ticket, turned into a ticket that carries its caller's identity.</summary>
internal static class RefundBody
{
    /// <param name="fields">The body.</param>
    /// <param name="caller">Who brought it.</param>
    /// <param name="authenticated">Whether this connection vouches for who the customer is.</param>
    /// <param name="now">Of receipt.</param>
    /// <exception cref="InvalidRequestException">With every field at fault.</exception>
    /// <exception cref="TenantNotAllowedException">The key is not for that tenant.</exception>
    public static Ticket Read(FieldReader fields, Caller caller, bool authenticated, DateTimeOffset now)
    {
        var text = fields.RequiredText("message");
        var customer = fields.Object("customer", required: true);
        var customerId = customer?.RequiredId<CustomerId>("id");
        var email = customer?.Text("email");
        var channel = fields.Text("channel");
        var tenant = fields.OptionalId<TenantId>("tenant");
        var stated = fields.Object("facts")?.Facts();
        if (stated is { Count: > 0 } && !caller.Has(Roles.System))
        {
            fields.Fault("facts", "are accepted from a key with role system only; leave them out.");
        }

        var ticketId = fields.RequiredId<TicketId>("ticketId");
        var messageId = fields.OptionalId<MessageId>("messageId");
        var order = fields.OptionalId<OrderId>("orderId");
        var requested = fields.Money("requested");
        var reason = fields.Object("claim")?.Text("reason");
        var language = fields.Text("language");
        fields.ThrowIfFaulty();
        return new Ticket
        {
            Tenant = TenantOf(tenant, caller),
            Id = ticketId,
            Message = messageId ?? FromText(text),
            Text = text,
            Customer = new TicketCustomer(customerId!.Value, email, authenticated && !IsMail(channel)),
            Order = order,
            Requested = requested,
            StatedReason = reason,
            Facts = stated ?? ImmutableSortedDictionary<string, FactValue>.Empty,
            Channel = channel,
            Language = language,
            BroughtBy = caller.Principal,
            ReceivedAt = now,
        };
    }

    /// <summary>A From line proves nothing; a body may say so of itself, and can never say the opposite.</summary>
    private static bool IsMail(string? channel) => channel?.Trim().ToUpperInvariant() is "EMAIL" or "E-MAIL" or "MAIL";

    public static TenantId TenantOf(TenantId? named, Caller caller) =>
        named is not { } tenant ? caller.Tenants[0]
        : caller.Tenants.Contains(tenant) ? tenant
        : throw new TenantNotAllowedException(tenant);

    /// <summary>A message without an id of its own is known by its words.</summary>
    private static MessageId FromText(string text) =>
        new("text-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
}

/// <summary>A key reached for a tenant that it is not for.</summary>
internal sealed class TenantNotAllowedException(TenantId tenant) : Exception($"This key is not for tenant '{tenant}'.");
