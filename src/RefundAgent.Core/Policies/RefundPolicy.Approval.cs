using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

public sealed partial record RefundPolicy
{
    /// <summary>
    /// The most that a person may approve of a claim as things stand, and what sets it. Rules are not asked again, since a window would
    /// close while a case waits for a person; what was paid and the operator's limits hold for everybody.
    /// </summary>
    /// <returns>
    /// Null where nobody can tell: the sums of the case are not all in the policy's currency, or the order was another customer's before.
    /// </returns>
    public ApprovalCeiling? CeilingFor(CaseFile file, Order order, DateTimeOffset now)
    {
        var currencies = new[] { Currency, order.Refunded.Currency, order.PresentmentCurrency ?? order.Currency, file.Account.Of(order).Committed.Currency };
        if (order.ChangedHands || currencies.Any(currency => currency != order.Currency))
        {
            return null;
        }

        var (id, limit, what) = LimitOf(file.Claim);
        var left = Limits.PerCustomer30Days - file.Account.SpentInWindow(order.Currency, now);
        return new[]
        {
            new ApprovalCeiling(EntitlementTable.Of(order, file.Claim, file.Account, file.Terms).Amount, ReasonIds.NothingLeft, "all that this claim can still give back"),
            new ApprovalCeiling(limit, id, $"the limit of one {what}"),
            new ApprovalCeiling(left, ReasonIds.PerCustomer30Days, $"what is left of the customer's {Limits.PerCustomer30Days} in 30 days"),
        }.MinBy(ceiling => ceiling.Amount);
    }

    /// <summary>What one refund may be, by what it is for.</summary>
    internal (string Id, Money Limit, string What) LimitOf(ClaimReading claim) =>
        claim.Request == RequestKind.Cancel && Limits.PerCancellation is { } ofItsOwn
            ? (ReasonIds.PerCancellation, ofItsOwn, "cancellation")
            : (ReasonIds.PerRefund, Limits.PerRefund, "refund");
}

/// <param name="Amount">Zero or less where nothing may be given.</param>
/// <param name="Id">Of the limit that sets it.</param>
/// <param name="What">The limit in words.</param>
public sealed record ApprovalCeiling(Money Amount, string Id, string What);
