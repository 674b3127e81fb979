using RefundAgent.Amounts;

namespace RefundAgent.Policies;

/// <summary>How long what waits may wait, and whose word it needs; sums are in the policy's currency.</summary>
/// <param name="RemindAfter">When a claim that still waits is brought up again; before <paramref name="ExpiresAfter"/>.</param>
/// <param name="ExpiresAfter">When a claim that nobody answered is closed and handed to a manager.</param>
public sealed record ApprovalTerms(TimeSpan RemindAfter, TimeSpan ExpiresAfter)
{
    /// <summary>Three days, with a reminder after the first: what an operator gets who says nothing.</summary>
    public static ApprovalTerms Default { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromHours(72));

    /// <summary>The most that support staff may approve without a manager; null for whatever the limits allow.</summary>
    public Money? AgentUpTo { get; init; }

    /// <summary>Above this two people must agree, one of them a manager; null where one is always enough.</summary>
    public Money? FourEyesAbove { get; init; }
}
