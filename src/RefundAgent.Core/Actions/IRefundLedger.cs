using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>The append-first book of refunds: a row stands here before any provider hears of it.</summary>
public interface IRefundLedger
{
    /// <summary>One storage operation.</summary>
    Task<CustomerAccount> ReadAccountAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts the row and moves the order's and the customer's totals in one transaction; insert-if-absent by key.
    /// Where <paramref name="seen"/> is out of date it is read again and the caps are checked again. One operation when nobody interferes.
    /// </summary>
    Task<PlanResult> PlanAsync(RefundEntry entry, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken);

    /// <summary>Moves a row to a later state; a failed one gives its sum back to the totals in the same transaction.</summary>
    Task<RefundEntry> MoveAsync(RefundEntry entry, RefundState state, string? providerReference, string? detail, CancellationToken cancellationToken);

    Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken);
}

/// <summary>What became of a plan; refusal is an ordinary answer.</summary>
public abstract record PlanResult
{
    private PlanResult()
    {
    }

    /// <param name="Account">The totals with this refund in them.</param>
    public sealed record Planned(RefundEntry Entry, CustomerAccount Account) : PlanResult;

    /// <summary>The same key was planned before; its row tells how far it got.</summary>
    public sealed record Known(RefundEntry Entry) : PlanResult;

    /// <param name="Why">For people; names the limit.</param>
    public sealed record Refused(string Why) : PlanResult;
}
