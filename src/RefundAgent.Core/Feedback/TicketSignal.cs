using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Feedback;

/// <summary>
/// What a connected system reports of a ticket (the customer rated the answer, came back) without knowing our decisions: which of them is
/// meant is found out when it is worked on, since the ticket itself may still be waiting in its queue.
/// </summary>
public sealed record TicketSignal
{
    /// <summary>The delivery's, signed: delivered again, it is the same event.</summary>
    public required EventId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required TicketId Ticket { get; init; }

    /// <summary><see cref="FeedbackKind.Csat"/> or <see cref="FeedbackKind.Reopen"/>.</summary>
    public required FeedbackKind Kind { get; init; }

    public required PrincipalId By { get; init; }

    public required Roles Roles { get; init; }

    /// <summary>1 to 5, for <see cref="FeedbackKind.Csat"/>.</summary>
    public int? Score { get; init; }

    /// <summary>When the customer said it, as the sender knows it; never later than <see cref="ReceivedAt"/>.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public FeedbackEvent On(DecisionId decision) => new()
    {
        Id = Id,
        Tenant = Tenant,
        Decision = decision,
        Kind = Kind,
        By = By,
        Roles = Roles,
        Score = Score,
        At = At,
    };
}
