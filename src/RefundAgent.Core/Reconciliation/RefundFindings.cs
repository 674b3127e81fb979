using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>
/// Where what the provider says of refunds and what the ledger says do not agree. Made from the two alone, so that whoever finds it (an
/// event, a look at the provider's list) finds the same thing, and finds it once.
/// </summary>
public static class RefundFindings
{
    /// <summary>What a refund at the provider says that the ledger's row of the same key does not expect; to be asked before the row is moved.</summary>
    /// <param name="entry">As it stands.</param>
    /// <param name="refund">As the provider has it.</param>
    /// <param name="reason">Why it failed, as the provider words it.</param>
    /// <param name="now">When it was found.</param>
    public static IEnumerable<Discrepancy> Of(RefundEntry entry, ProviderRefund refund, string? reason, DateTimeOffset now)
    {
        if (refund.Amount != entry.Amount)
        {
            yield return Find(
                DiscrepancyKind.AmountsDiffer,
                $"{refund.Reference}|{refund.Amount}|{entry.Amount}",
                $"Refund {refund.Reference} is of {refund.Amount} at the provider and of {entry.Amount} in the ledger. Find out which is right, "
                    + "and pay or claim the difference by hand.");
        }

        if (refund.State == RefundState.Failed && entry.State is RefundState.Pending or RefundState.Succeeded)
        {
            yield return Find(
                DiscrepancyKind.RefundReturned,
                refund.Reference,
                $"Refund {refund.Reference} of {refund.Amount} for order {entry.Order} failed{(reason is null ? string.Empty : $" ({reason})")} after "
                    + "the customer had been told of it: the customer does not have the money, and the order counts it as not given back. Either let the "
                    + "agent refund it again, or pay it another way and import the order with that sum under refunded first.");
        }

        if (refund.State != RefundState.Failed && entry.State == RefundState.Failed)
        {
            yield return Find(
                DiscrepancyKind.RefundPaidAfterFailure,
                refund.Reference,
                $"Refund {refund.Reference} of {refund.Amount} for order {entry.Order} was made, and had been taken for failed. It counts again "
                    + "from now on; see that it was not paid another way meanwhile.");
        }

        Discrepancy Find(DiscrepancyKind kind, string facts, string text) =>
            Discrepancy.Of(entry.Tenant, kind, entry.Key.Value, facts, text, now, entry.Decision, refund.Amount);
    }

    /// <summary>A refund that the ledger does not have; null where it moves no money.</summary>
    public static Discrepancy? OutsideLedger(TenantId tenant, OrderId order, ProviderRefund refund, DateTimeOffset now) =>
        refund.State == RefundState.Failed ? null : Discrepancy.Of(
            tenant,
            DiscrepancyKind.RefundOutsideLedger,
            refund.Reference,
            refund.Amount.ToString(),
            $"Refund {refund.Reference} gave {refund.Amount} of order {order} back, and the ledger does not have it: it was made elsewhere, such as "
                + "by hand at the provider. The order seems to have this sum left until it is imported again with the sum under 'refunded'.",
            now,
            amount: refund.Amount);

    /// <summary>The bank takes back what was given back already; null where nothing was.</summary>
    /// <param name="tenant">Whose payment it is.</param>
    /// <param name="payment">As the order names it.</param>
    /// <param name="dispute">A chargeback, under the provider's id.</param>
    /// <param name="refunds">Those that went back by the payment and hold money.</param>
    /// <param name="now">When it was found.</param>
    public static Discrepancy? AlsoDisputed(
        TenantId tenant, PaymentReference payment, string dispute, ImmutableArray<RefundEntry> refunds, DateTimeOffset now)
    {
        if (refunds.IsEmpty)
        {
            return null;
        }

        var sum = refunds.Select(refund => refund.Amount).Aggregate((left, right) => left + right);
        return Discrepancy.Of(
            tenant,
            DiscrepancyKind.RefundedAndDisputed,
            payment.Value,
            $"{dispute}|{sum}",
            $"Payment {payment} is disputed ({dispute}), and {sum} of it was given back: the money may leave twice. Answer the dispute with the "
                + "refund as evidence.",
            now,
            refunds[0].Decision,
            sum);
    }
}
