using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Learning.Lessons;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Feedback;

/// <summary>What somebody did about a decision; who it was is bound when it is enqueued, from the authenticated connection.</summary>
public sealed record FeedbackEvent
{
    [JsonIgnore]
    public EventKey Key => new(Id, By);

    public required EventId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required DecisionId Decision { get; init; }

    /// <summary>Present where the kind speaks of one claim.</summary>
    public ClaimId? Claim { get; init; }

    public required FeedbackKind Kind { get; init; }

    public required PrincipalId By { get; init; }

    public required Roles Roles { get; init; }

    /// <summary>For rulings and audits.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>
    /// For approvals and amount changes; absent on an approval, the whole entitlement is meant. From the payment provider, the sum disputed
    /// or not paid back.
    /// </summary>
    public Money? Amount { get; init; }

    public string? Reason { get; init; }

    public string? Note { get; init; }

    public string? EditedReply { get; init; }

    /// <summary>1 to 5, for <see cref="FeedbackKind.Csat"/>.</summary>
    public int? Score { get; init; }

    /// <summary>A later context may not get this case wrong; managers only.</summary>
    public bool MustPass { get; init; }

    /// <summary>For <see cref="FeedbackKind.Lesson"/>; its speaker, roles, decision and claim are those of the words it was made of.</summary>
    public Lesson? Lesson { get; init; }

    public required DateTimeOffset At { get; init; }
}
