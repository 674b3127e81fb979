using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// Writes a refund of ours back into a ledger that has forgotten it, as one does that was restored from a backup of before: by its key the same
/// claim is not paid again, and by its units and sum no other is.
/// </summary>
public sealed partial class ForgottenRefunds(IRefundLedger ledger, ISpendBook days, TimeProvider time, ILogger<ForgottenRefunds> logger)
{
    /// <summary>A claim goes back by fewer payments.</summary>
    private const int MostParts = 32;

    /// <param name="tenant">Whose payments the connection speaks of.</param>
    /// <param name="report">Which the ledger has no row of.</param>
    /// <param name="order">Of the payment.</param>
    /// <returns>Null where the refund is none of ours, moved no money, or does not say enough: then it is for a person.</returns>
    public async Task<RefundEntry?> TakeBackAsync(TenantId tenant, ProviderEvent.RefundChanged report, Order order, CancellationToken cancellationToken)
    {
        if (EntryOf(tenant, report, order) is not { } entry)
        {
            return null;
        }

        // The day first: should the process end here, the place is taken twice by the same key, which is once.
        await days.ReserveAsync([entry], limit: null, cancellationToken);
        var restored = await ledger.RestoreAsync(entry, cancellationToken);
        if (restored.Written)
        {
            LogTakenBack(entry.Key, report.Refund.Reference, entry.Order, entry.Decision);
        }

        return restored.Entry;
    }

    private RefundEntry? EntryOf(TenantId tenant, ProviderEvent.RefundChanged report, Order order) =>
        report is { Refund: { Key: { } key, State: RefundState.Succeeded or RefundState.Pending } refund, Decision: { } decision, Claim: { } claim }
        && report.Tenant == tenant && report.Order == order.Id
        && refund.Amount.IsPositive && refund.Amount.Currency == order.Currency
        && Enumerable.Range(0, MostParts).Any(part => RefundKey.For(tenant, decision, claim, part) == key)
        && RefundNote.Read(report.Note, refund.Amount) is { } note
            ? new RefundEntry
            {
                Key = key,
                Tenant = tenant,
                Customer = order.Customer,
                Order = order.Id,
                Payment = PaymentOf(report, order),
                Decision = decision,
                Claim = claim,
                Amount = refund.Amount,
                Shipping = note.Shipping,
                Items = note.Units(),
                Initiator = note.Initiator,
                State = refund.State,
                PlannedAt = report.MadeAt ?? report.At,
                SubmittedAt = report.MadeAt ?? report.At,
                UpdatedAt = time.GetUtcNow(),
                ProviderReference = refund.Reference,
            }
            : null;

    /// <summary>As the order calls it: a provider has several ids for one payment.</summary>
    private static PaymentReference PaymentOf(ProviderEvent.RefundChanged report, Order order) =>
        report.Payments.FirstOrDefault(payment => order.PaidBy.Any(part => part.Reference == payment), report.Payments[0]);

    [LoggerMessage(3210, LogLevel.Warning, "Refund {Key} ({Reference}) of order {Order}, decision {Decision}, was made and missing in the ledger: it is back there")]
    private partial void LogTakenBack(RefundKey key, string reference, OrderId order, DecisionId decision);
}
