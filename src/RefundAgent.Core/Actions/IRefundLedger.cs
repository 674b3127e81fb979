using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>The append-first book of refunds: a row stands here before any provider hears of it.</summary>
public interface IRefundLedger
{
    /// <summary>One storage operation.</summary>
    Task<CustomerAccount> ReadAccountAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts the rows of one claim's refund and moves the order's and the customer's totals in one transaction; insert-if-absent by key.
    /// Where <paramref name="seen"/> is out of date it is read again and the caps are checked again. What a cap refuses is written down as
    /// failed, so that nobody who comes late pays it after all. One operation when nobody interferes.
    /// </summary>
    /// <param name="entries">Of one order, under keys that share a claim; a person's may replace an agent's that failed before it was submitted.</param>
    Task<PlanResult> PlanAsync(ImmutableArray<RefundEntry> entries, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the row of a refund that was made and is missing here, and moves the totals with it; insert-if-absent by key. No cap is asked:
    /// the money has moved.
    /// </summary>
    Task<RestoredRefund> RestoreAsync(RefundEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// Moves a row on, where <see cref="RefundMove.Leads"/> from where it stands; the totals follow in the same transaction when a refund
    /// fails, or turns out to have been paid after all.
    /// </summary>
    /// <returns>The row as it stands then, and whether this call moved it there.</returns>
    Task<MoveResult> MoveAsync(RefundEntry entry, RefundMove move, CancellationToken cancellationToken);

    Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken);

    /// <summary>All rows of one order, in no order, however long ago. One operation for each thousand rows of the customer.</summary>
    Task<ImmutableArray<RefundEntry>> OfOrderAsync(TenantId tenant, CustomerId customer, OrderId order, CancellationToken cancellationToken);

    /// <summary>Notes what the provider reports of a payment, in a transaction that makes every plan that has not seen it look again.</summary>
    /// <param name="change">Called again where somebody else was faster; returns its argument to leave things as they are.</param>
    Task<PaymentState> MarkPaymentAsync(
        TenantId tenant, CustomerId customer, PaymentReference payment, Func<PaymentState, PaymentState> change, CancellationToken cancellationToken);
}

/// <param name="Entry">As it stands now.</param>
/// <param name="Moved">False where it stood there, or further, before.</param>
/// <param name="Before">Where it stood.</param>
public sealed record MoveResult(RefundEntry Entry, bool Moved, RefundState Before);

/// <param name="Entry">As it stands now.</param>
/// <param name="Written">False where it stood there before.</param>
public sealed record RestoredRefund(RefundEntry Entry, bool Written);

/// <summary>What became of a plan; refusal is an ordinary answer.</summary>
public abstract record PlanResult
{
    private PlanResult()
    {
    }

    /// <param name="Account">The totals with these refunds in them.</param>
    public sealed record Planned(ImmutableArray<RefundEntry> Entries, CustomerAccount Account) : PlanResult;

    /// <summary>The same keys were planned before; their rows tell how far they got.</summary>
    public sealed record Known(ImmutableArray<RefundEntry> Entries) : PlanResult;

    public sealed record Refused(RefundRefusal Refusal) : PlanResult;
}
