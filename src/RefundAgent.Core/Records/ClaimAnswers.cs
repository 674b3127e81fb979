using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>What a claim that waited becomes by a person's answer, or by nobody's; the refund, if any, is still only intended.</summary>
public static class ClaimAnswers
{
    /// <summary>Waits for its first answer.</summary>
    public static bool IsOpen(this ClaimRecord claim) => claim is { Status: ClaimStatus.PendingApproval, Answer: null };

    /// <summary>Waits for a person, or did.</summary>
    public static bool HasWaited(this ClaimRecord claim) => claim.IsOpen() || claim.Answer is not null || claim.Wait?.Ended is not null;

    /// <summary>The ruling that people judge: as it waited, if it did, since an answer or the end of the wait has put another in its place.</summary>
    public static Ruling Judged(this ClaimRecord claim) => claim.Answer?.Held ?? claim.Wait?.Ended?.Held ?? claim.Ruling;

    /// <summary>A claim of a record from before there were terms has the default ones.</summary>
    public static ClaimWait WaitOf(this DecisionRecord record, ClaimRecord claim) => claim.Wait ?? ClaimWait.From(record.DecidedAt, ApprovalTerms.Default);

    /// <summary>A held approval, as the person agreed to it: it waits on for its refund, see <see cref="ClaimOutcomes.After"/>.</summary>
    public static ClaimRecord Granted(this ClaimRecord claim, ApprovalAnswer answer, RefundAction refund) => claim with
    {
        Answer = answer,
        Agreement = claim.Agreement is { } first && first.By != answer.By && first.Amount == answer.Amount ? first : null,
        Ruling = (Ruling.Approve)answer.Held with
        {
            Amount = refund.Amount,
            Shipping = refund.Shipping,
            Items = refund.Items,
            Hold = null,
            Reasons = WithoutHold(answer.Held),
        },
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

    /// <summary>Nobody answered: nothing is paid and nothing is refused, a manager takes the case over.</summary>
    public static ClaimRecord Expired(this ClaimRecord claim, ClaimWait wait, DateTimeOffset now) => claim with
    {
        Wait = wait with { Ended = new WaitEnd(now, claim.Ruling) },
        Ruling = new Ruling.Escalate
        {
            To = Roles.Manager,
            Reasons = [new Reason(ReasonIds.Expired, ReasonKind.Policy, "Nobody answered in time: a manager takes over."), .. claim.Ruling.Reasons],
        },
        Status = ClaimStatus.Answered,
    };

    /// <summary>The answer has had its effect.</summary>
    public static ClaimRecord Settled(this ClaimRecord claim) =>
        claim.Answer is { } answer ? claim with { Answer = answer with { Settled = true } } : claim;

    /// <summary>That a person has to agree is no reason any more, and must not be told to the customer as one.</summary>
    private static ImmutableArray<Reason> WithoutHold(Ruling held)
    {
        var reasons = held.Reasons.RemoveAll(reason => reason.Id is ReasonIds.ModeSuggest or ReasonIds.Unauthenticated or ReasonIds.PerDay or ReasonIds.Review);
        return reasons.IsEmpty ? held.Reasons : reasons;
    }
}
