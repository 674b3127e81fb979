using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <content>What no approval gets past, whatever rule or advice it comes from; null where nothing is in its way.</content>
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
}
