using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>What a claim becomes once the ledger and the provider have answered; a later answer takes the place of an earlier one.</summary>
public static class ClaimOutcomes
{
    /// <summary>
    /// Money that moved or is on its way is executed. Where the day's limit stopped the agent, a person may still agree. Anything else goes
    /// to a person with the reason, and with what has moved all the same.
    /// </summary>
    public static ClaimRecord After(this ClaimRecord claim, RefundAction done) => done.Result switch
    {
        null => claim with { Refund = done },
        RefundResult.Succeeded or RefundResult.Pending => claim with { Refund = done, Status = ClaimStatus.Executed, Ruling = Approved(claim, done) },
        RefundResult.Failed { Failure: RefundFailure.DailyLimit } failed when claim.Answer is null && !done.Moved.IsPositive => Held(claim, done, failed),
        RefundResult.Failed failed => Escalated(claim, done, failed.Failure switch
        {
            RefundFailure.Limit => new Reason(ReasonIds.Ledger, ReasonKind.Limit, failed.Detail),
            RefundFailure.DailyLimit => new Reason(ReasonIds.PerDay, ReasonKind.Limit, failed.Detail),
            _ => new Reason(ReasonIds.Of(failed.Failure), ReasonKind.Limit, failed.Detail),
        }),
        RefundResult.Unknown unknown => Escalated(claim, done, new Reason(
            ReasonIds.ProviderUnknown, ReasonKind.Limit, $"It is not known whether money moved ({unknown.Detail}); look it up before refunding again.")),
        _ => throw new InvalidOperationException("A refund has four results."),
    };

    /// <summary>The refund is dropped: it was never submitted, and the person's own answer will plan it.</summary>
    private static ClaimRecord Held(ClaimRecord claim, RefundAction done, RefundResult.Failed failed) => claim with
    {
        Refund = null,
        Status = ClaimStatus.PendingApproval,
        Ruling = Approved(claim, done) with
        {
            Hold = Hold.DailyLimit,
            Reasons = Granting(claim).Add(new Reason(ReasonIds.PerDay, ReasonKind.Limit, $"A person agrees first, since {failed.Detail}.")),
        },
    };

    private static ClaimRecord Escalated(ClaimRecord claim, RefundAction done, Reason why) => claim with
    {
        Refund = done,
        Status = ClaimStatus.Answered,
        Ruling = new Ruling.Escalate
        {
            To = Roles.Agent,
            Reasons =
            [
                why,
                .. done.Moved.IsPositive
                    ? new[] { new Reason(ReasonIds.PaidInPart, ReasonKind.Limit, $"{done.Moved} of {done.Amount} went out all the same.") }
                    : [],
                .. Granting(claim),
            ],
        },
    };

    private static Ruling.Approve Approved(ClaimRecord claim, RefundAction done) =>
        claim.Ruling as Ruling.Approve
        ?? new Ruling.Approve
        {
            Amount = done.Amount,
            Shipping = done.Shipping,
            Order = done.Order,
            Items = done.Items,
            PayTo = done.Parts[0].Plan.Destination,
            Reasons = Granting(claim),
        };

    /// <summary>Why it was granted, without what an earlier outcome said.</summary>
    private static ImmutableArray<Reason> Granting(ClaimRecord claim) =>
        claim.Ruling.Reasons.RemoveAll(reason => ReasonIds.IsOutcome(reason.Id));
}
