using RefundAgent.Amounts;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>What a person wants to say to a ruling that waits; whether it may count is for <see cref="ApprovalDesk"/> to find out.</summary>
public sealed record PersonsAnswer
{
    /// <summary>Null where the decision has one claim that waits or waited.</summary>
    public ClaimId? Claim { get; init; }

    public required ApprovalVerdict Verdict { get; init; }

    /// <summary>Instead of the sum proposed; null to agree with that.</summary>
    public Money? Amount { get; init; }

    public string? Note { get; init; }

    public required PrincipalId By { get; init; }

    public required Roles Roles { get; init; }
}
