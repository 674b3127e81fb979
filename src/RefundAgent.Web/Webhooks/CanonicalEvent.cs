using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web.Webhooks;

/// <summary>What one of our canonical events says; whoever can sign as the connection speaks as a connected system, and as nobody of the team.</summary>
internal abstract record CanonicalEvent
{
    private CanonicalEvent()
    {
    }

    /// <summary>The customer wrote.</summary>
    public sealed record Message(Ticket Ticket) : CanonicalEvent;

    /// <summary>The customer rated the answer, or came back.</summary>
    public sealed record Signal(TicketSignal Said) : CanonicalEvent;

    /// <param name="Type">As it came.</param>
    /// <param name="Why">What to do instead; null for a type that is none of ours.</param>
    public sealed record LeftAlone(string Type, string? Why) : CanonicalEvent;

    /// <param name="id">The delivery's, signed.</param>
    /// <exception cref="InvalidRequestException">With every field at fault.</exception>
    public static CanonicalEvent Read(FieldReader envelope, string id, Caller connection, bool authenticated, DateTimeOffset now)
    {
        switch (envelope.RequiredText("type"))
        {
            case "ticket.created" or "ticket.commentAdded":
                return MessageOf(DataOf(envelope), id, connection, authenticated, now);
            case "csat.received":
                return RatingOf(DataOf(envelope), id, connection, now);
            case "ticket.statusChanged" when DataOf(envelope) is var data:
                var status = data.RequiredText("status");
                return status is "reopened" or ""
                    ? SignalOf(data, FeedbackKind.Reopen, null, null, id, connection, now)
                    : new LeftAlone("ticket.statusChanged", $"The status is '{status}'; only 'reopened' says anything about an answer.");
            case "refund.overridden":
                return new LeftAlone(
                    "refund.overridden",
                    "A delivery proves the system that sent it and no person. What somebody of the team rules counts with a key of their own: "
                    + "POST /api/refunds/{id}/feedback or /api/refunds/{id}/approval.");
            case var other:
                envelope.ThrowIfFaulty();
                return new LeftAlone(other, null);
        }
    }

    private static Message MessageOf(FieldReader data, string id, Caller connection, bool authenticated, DateTimeOffset now)
    {
        var ticket = RefundBody.Read(data, connection, authenticated, now);
        return new Message(data.Has("messageId") ? ticket : ticket with { Message = new MessageId(id) });
    }

    private static Signal RatingOf(FieldReader data, string id, Caller connection, DateTimeOffset now)
    {
        if (!data.Has("score"))
        {
            data.Fault("score", "is missing: a whole number from 1 to 5.");
        }

        return SignalOf(data, FeedbackKind.Csat, data.Whole("score", 1, 5), data.Time("ratedAt"), id, connection, now);
    }

    private static Signal SignalOf(
        FieldReader data, FeedbackKind kind, int? score, DateTimeOffset? said, string id, Caller connection, DateTimeOffset now)
    {
        var (ticket, tenant) = (data.RequiredId<TicketId>("ticketId"), data.OptionalId<TenantId>("tenant"));
        data.ThrowIfFaulty();
        return new Signal(new TicketSignal
        {
            Id = new EventId(id),
            Tenant = RefundBody.TenantOf(tenant, connection),
            Ticket = ticket,
            Kind = kind,
            By = connection.Principal,
            Roles = connection.Roles,
            Score = score,
            At = said < now ? said.Value : now,
            ReceivedAt = now,
        });
    }

    private static FieldReader DataOf(FieldReader envelope)
    {
        var data = envelope.Object("data", required: true);
        envelope.ThrowIfFaulty();
        return data!;
    }
}
