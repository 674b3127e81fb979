using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

internal sealed partial record Deliberation
{
    /// <summary>The ledger counts by customer: what the order gave back to the one before is not in this account, and would be paid again.</summary>
    private Ruling.Escalate? HandsFault(Order order) => order.ChangedHands
        ? Rulings.Escalate(Reasons.Add(new Reason(
            ReasonIds.ChangedHands,
            ReasonKind.Limit,
            "The order was another customer's before: what was given back for it then has to be looked up.")))
        : null;

    /// <summary>There is no exchange rate that a refund could rightly use, so any second currency is a person's business.</summary>
    private Ruling.Escalate? CurrencyFault(Order order)
    {
        var currencies = new[]
            {
                Policy.Currency, order.PresentmentCurrency ?? order.Currency, order.Refunded.Currency, File.Account.Of(order).Committed.Currency,
            }
            .Concat(File.Claim.Request == RequestKind.Refund && Requested is { } requested ? [requested.Currency] : [])
            .Concat(new[] { Rule?.Basis, Proposal.Basis }.OfType<AmountBasis.Fixed>().Select(basis => basis.Amount.Currency));
        return currencies.All(currency => currency == order.Currency)
            ? null
            : Rulings.Escalate(Reasons.Add(new Reason(
                ReasonIds.Currency,
                ReasonKind.Limit,
                $"The order was paid in {order.Currency}; the limits ({Policy.Currency}), what the customer was shown or another sum of the case are in another currency.")));
    }

    /// <summary>Money that was never taken can't be given back: an authorisation is voided, which no refund does.</summary>
    private Ruling.Escalate? CaptureFault(Order order)
    {
        var why = order.Captured switch
        {
            { IsPositive: false } when order.Paid.IsPositive && File.Claim.Request == RequestKind.Cancel =>
                "Nothing has been captured for the order: cancel it by voiding the authorisation, there is nothing to refund.",
            { IsPositive: false } when order.Paid.IsPositive =>
                "Nothing has been captured for the order, so there is nothing to refund: the authorisation may have to be voided.",
            { } taken when taken < order.Paid && order.PaidBy.Length > 1 =>
                $"Only {taken} of {order.Paid} have been captured, and it is not known of which payment.",
            _ => null,
        };
        return why is null ? null : Rulings.Escalate(Reasons.Add(new Reason(ReasonIds.NotCaptured, ReasonKind.Limit, why)));
    }

    /// <summary>A sum that counts no unit leaves the entitlement open: what may be given once must not be given until all is gone.</summary>
    private Ruling.Escalate? RepeatFault(Payout payout, Order order) =>
        payout.Items.IsEmpty && File.Account.Of(order).Committed is { IsPositive: true } before
            ? Rulings.Escalate(Reasons.Add(new Reason(
                ReasonIds.PartAgain,
                ReasonKind.Limit,
                $"{before} of the order have been given back already: a further {payout.Amount} for no item of it is for a person to agree to.")))
            : null;

    /// <summary>What the law gives can't be refused or cut on the shop's own terms; null where the law says nothing.</summary>
    private Ruling.Escalate? WithdrawalFault(ImmutableArray<Reason> reasons) => Withdrawal.Protects(File.Claim, File.Facts)
        ? Rulings.Escalate(reasons.Add(new Reason(
            ReasonIds.Withdrawal,
            ReasonKind.Limit,
            "The customer may have the legal right to withdraw (Directive 2011/83/EU, Art. 9): a person has to look before less than all is given back.")))
        : null;

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
                Missing = ["Which items is this about? Please name them as your order lists them."],
            };
        }

        var why = (entitlement.Remaining.IsPositive, File.Order!.Paid.IsPositive, entitlement.Items.IsEmpty) switch
        {
            (false, false, _) => "Nothing was paid for this order.",
            (false, true, _) => "Everything paid for this order has already been given back or is on its way.",
            (true, _, true) => "These items have already been given back or are on their way.",
            (true, _, false) => "Nothing was paid for these items.",
        };
        return Denied(Reasons.Add(new Reason(ReasonIds.NothingLeft, ReasonKind.Limit, why)), acts: Rule?.Handling == Handling.Auto);
    }

    private Ruling.Approve Granted(Payout payout, Entitlement entitlement, bool acts) => new()
    {
        Amount = payout.Amount,
        Order = entitlement.Order,
        Items = payout.Items,
        Reasons = WithHoldReason(payout.Fee is { } fee
            ? Reasons.Add(new Reason(ReasonIds.RestockingFee, ReasonKind.Policy, $"A restocking fee of {fee} is kept back."))
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
        _ => acts ? null : Hold.NotEarned,
    };

    private ImmutableArray<Reason> WithHoldReason(ImmutableArray<Reason> reasons) => HoldFor(acts: true) switch
    {
        Hold.Mode => reasons.Add(new Reason(ReasonIds.ModeSuggest, ReasonKind.Policy, "The agent only suggests: a person agrees first.")),
        Hold.UnauthenticatedCustomer => reasons.Add(
            new Reason(ReasonIds.Unauthenticated, ReasonKind.Policy, "Nobody has checked who is asking: a person agrees first.")),
        _ => reasons,
    };
}
