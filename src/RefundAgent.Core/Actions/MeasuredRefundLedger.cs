using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>
/// Measures each row once for each state that it comes to, whoever brings it there: an answer, a look at the provider's books, an event. The
/// ledger tells who was first, so that what is done again is not counted again.
/// </summary>
public sealed class MeasuredRefundLedger(IRefundLedger inner, RefundMeter meter) : IRefundLedger
{
    public async Task<PlanResult> PlanAsync(
        ImmutableArray<RefundEntry> entries, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken)
    {
        var result = await inner.PlanAsync(entries, caps, seen, cancellationToken);
        if (result is PlanResult.Refused)
        {
            foreach (var entry in entries)
            {
                meter.Reached(entry with { State = RefundState.Failed }, RefundState.Planned);
            }
        }

        return result;
    }

    /// <summary>Measured when it was made.</summary>
    public Task<RestoredRefund> RestoreAsync(RefundEntry entry, CancellationToken cancellationToken) => inner.RestoreAsync(entry, cancellationToken);

    public async Task<MoveResult> MoveAsync(RefundEntry entry, RefundMove move, CancellationToken cancellationToken)
    {
        var result = await inner.MoveAsync(entry, move, cancellationToken);
        if (result.Moved)
        {
            meter.Reached(result.Entry, result.Before);
        }

        return result;
    }

    public Task<CustomerAccount> ReadAccountAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) =>
        inner.ReadAccountAsync(tenant, customer, cancellationToken);

    public Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, customer, key, cancellationToken);

    public Task<ImmutableArray<RefundEntry>> OfOrderAsync(
        TenantId tenant, CustomerId customer, OrderId order, CancellationToken cancellationToken) =>
        inner.OfOrderAsync(tenant, customer, order, cancellationToken);

    public Task<PaymentState> MarkPaymentAsync(
        TenantId tenant, CustomerId customer, PaymentReference payment, Func<PaymentState, PaymentState> change, CancellationToken cancellationToken) =>
        inner.MarkPaymentAsync(tenant, customer, payment, change, cancellationToken);
}
