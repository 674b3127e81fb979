using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>What a claim that waited becomes by a person's answer; the refund, if any, is still only intended.</summary>
public static class ClaimAnswers
{
    /// <summary>Waits for its first answer.</summary>
    public static bool IsOpen(this ClaimRecord claim) => claim is { Status: ClaimStatus.PendingApproval, Answer: null };

    /// <summary>A held approval, as the person agreed to it: it waits on for its refund, see <see cref="ClaimOutcomes.After"/>.</summary>
    public static ClaimRecord Granted(this ClaimRecord claim, ApprovalAnswer answer, RefundAction refund) => claim with
    {
        Answer = answer,
        Ruling = (Ruling.Approve)answer.Held with { Amount = refund.Plan.Amount, Items = refund.Plan.Items, Hold = null, Reasons = WithoutHold(answer.Held) },
        Refund = refund,
    };

    /// <summary>A held denial that is now told to the customer.</summary>
    public static ClaimRecord Denied(this ClaimRecord claim, ApprovalAnswer answer) => claim with
    {
        Answer = answer,
        Ruling = (Ruling.Deny)answer.Held with { Hold = null, Reasons = WithoutHold(answer.Held) },
        Status = ClaimStatus.Answered,
    };

    /// <summary>
    /// Whoever rejects a ruling takes the case over. The customer is told no more than that, since why a request is refused is for a
    /// person to say here.
    /// </summary>
    public static ClaimRecord Rejected(this ClaimRecord claim, ApprovalAnswer answer) => claim with
    {
        Answer = answer,
        Ruling = new Ruling.Escalate
        {
            To = Roles.Agent,
            Reasons = [new Reason(ReasonIds.Rejected, ReasonKind.Policy, "A person did not agree with the ruling and takes over."), .. answer.Held.Reasons],
        },
        Status = ClaimStatus.Answered,
    };

    /// <summary>The answer has had its effect.</summary>
    public static ClaimRecord Settled(this ClaimRecord claim) =>
        claim.Answer is { } answer ? claim with { Answer = answer with { Settled = true } } : claim;

    /// <summary>That a person has to agree is no reason any more, and must not be told to the customer as one.</summary>
    private static ImmutableArray<Reason> WithoutHold(Ruling held)
    {
        var reasons = held.Reasons.RemoveAll(reason => reason.Id is ReasonIds.ModeSuggest or ReasonIds.Unauthenticated);
        return reasons.IsEmpty ? held.Reasons : reasons;
    }
}
