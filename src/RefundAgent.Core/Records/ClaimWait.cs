using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Records;

/// <summary>
/// How long a claim waits for a person. Its times are written when it is decided, so that what people were promised does not move with a
/// later policy.
/// </summary>
public sealed record ClaimWait(DateTimeOffset Since, DateTimeOffset RemindAt, DateTimeOffset ExpiresAt)
{
    /// <summary>When it was brought up again; null until then.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Null while the claim waits, and where somebody answered.</summary>
    public WaitEnd? Ended { get; init; }

    public static ClaimWait From(DateTimeOffset since, ApprovalTerms terms) => new(since, since + terms.RemindAfter, since + terms.ExpiresAfter);

    /// <summary>True from the moment on, whether or not anybody has closed the claim yet.</summary>
    public bool IsOver(DateTimeOffset now) => Ended is not null || now >= ExpiresAt;
}

/// <summary>Nobody answered in time.</summary>
/// <param name="At">When the claim was closed.</param>
/// <param name="Held">The ruling as it waited: what people's later word on the decision is measured by.</param>
public sealed record WaitEnd(DateTimeOffset At, Ruling Held);
