using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Replies;

namespace RefundAgent.Policies;

internal sealed partial record Deliberation
{
    private Ruling.Escalate? LimitFault(Money amount)
    {
        var limits = Policy.Limits;
        if (Rule is null && amount > Policy.Discretion!.UpTo)
        {
            return Rulings.Escalate(Reasons.Add(
                OutsideDiscretion($"{amount} is more than the {Policy.Discretion.UpTo} that may be given where no rule speaks.")));
        }

        var (id, limit, what) = Policy.LimitOf(File.Claim);
        if (amount > limit)
        {
            return Rulings.EscalateToManager(Reasons.Add(
                new Reason(id, ReasonKind.Limit, $"{amount} is above the limit of {limit} a {what}.")));
        }

        var spent = File.Account.SpentInWindow(amount.Currency, Now);
        return spent + amount > limits.PerCustomer30Days
            ? Rulings.EscalateToManager(Reasons.Add(new Reason(
                ReasonIds.PerCustomer30Days,
                ReasonKind.Limit,
                $"With {spent} in the last 30 days, {amount} would pass the customer's limit of {limits.PerCustomer30Days}.")))
            : null;
    }

    /// <summary>Support staff expect to hear that it was done before, not that it is done again.</summary>
    private Ruling NothingToGive(Entitlement entitlement)
    {
        if (entitlement.Remaining.IsPositive && File.Claim.Items.IsEmpty && !EntitlementTable.IsForWhole(File.Claim))
        {
            return new Ruling.Ask
            {
                Reasons = Reasons.Add(new Reason(ReasonIds.NoItems, ReasonKind.Limit, "The request does not say which items.")),
                Missing = [Phrase.WhichItems.InEnglish()],
                Questions = [Phrase.WhichItems],
            };
        }

        var why = (entitlement.Remaining.IsPositive, File.Order!.Paid.IsPositive, entitlement.Items.IsEmpty) switch
        {
            (true, _, false) when entitlement.Fee.IsPositive => new Phrase(TextKeys.FeeTakesAll, Amount: entitlement.Fee),
            (false, false, _) => new Phrase(TextKeys.NothingPaidForOrder),
            (false, true, _) => new Phrase(TextKeys.OrderGivenBack),
            (true, _, true) => new Phrase(TextKeys.ItemsGivenBack),
            (true, _, false) => new Phrase(TextKeys.NothingPaidForItems),
        };
        return Denied(Reasons.Add(Reason.Of(ReasonIds.NothingLeft, ReasonKind.Limit, why)), acts: RuleActs);
    }

    private Ruling.Approve Granted(Payout payout, Entitlement entitlement, bool acts) => new()
    {
        Amount = payout.Amount,
        Shipping = payout.Shipping,
        Order = entitlement.Order,
        Items = payout.Items,
        Reasons = WithHoldReason(payout.Fee is { } fee
            ? Reasons.Add(Reason.Of(ReasonIds.RestockingFee, ReasonKind.Policy, new Phrase(TextKeys.Fee, Amount: fee)))
            : Reasons),
        Hold = HoldFor(acts),
        KeepItem = Rule is { KeepItem: true },
        PayTo = PayTo,
    };

    private RefundDestination PayTo => Rule?.PayTo ?? RefundDestination.Original;

    private Ruling.Deny Denied(ImmutableArray<Reason> reasons, bool acts) =>
        new() { Reasons = WithHoldReason(reasons), Hold = HoldFor(acts) };

    private Hold? HoldFor(bool acts) => (Policy.Mode, File.Ticket.Customer.Authenticated, Rule?.Handling) switch
    {
        (not Mode.Earned, _, _) => Hold.Mode,
        (_, false, _) => Hold.UnauthenticatedCustomer,
        (_, _, Handling.Suggest) => Hold.Rule,
        _ when IsContested => Hold.Disagreement,
        _ when !acts => Hold.NotEarned,
        _ => Autonomy is { State: AutonomyState.Earned, Drawn: true } ? Hold.Review : null,
    };

    private ImmutableArray<Reason> WithHoldReason(ImmutableArray<Reason> reasons) => [.. reasons, .. ReadingNote, .. HoldNote];

    private ImmutableArray<Reason> HoldNote => HoldFor(acts: true) switch
    {
        Hold.Mode => [new Reason(ReasonIds.ModeSuggest, ReasonKind.Policy, "The agent only suggests: a person agrees first.")],
        Hold.UnauthenticatedCustomer =>
            [new Reason(ReasonIds.Unauthenticated, ReasonKind.Policy, "Nobody has checked who is asking: a person agrees first.")],
        Hold.Disagreement => [Difference],
        Hold.Review => [new Reason(ReasonIds.Review, ReasonKind.Policy, "Drawn at random: a person looks at a share of what the agent does alone.")],
        _ => [],
    };
}
