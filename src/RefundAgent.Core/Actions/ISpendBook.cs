using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>
/// What a tenant pays out in a UTC day: the one limit that stands apart from the customer's account. A place is taken before the refund is
/// planned; whoever dies in between left an intent behind, which is carried on and finds its place taken.
/// </summary>
public interface ISpendBook
{
    /// <summary>
    /// Takes a place for the parts of a refund, all or none, once for each key however often it is called. A limit that refuses the
    /// agent trips the day: from then on it is refused everything until the day is over or the operator sets another limit. One operation
    /// where nobody interferes.
    /// </summary>
    /// <param name="refunds">Of one tenant and one day.</param>
    Task<ReserveResult> ReserveAsync(ImmutableArray<RefundEntry> refunds, DayLimit? limit, CancellationToken cancellationToken);

    /// <summary>Gives the place of a refund that failed back; nothing to do where it holds none.</summary>
    Task ReleaseAsync(RefundEntry refund, CancellationToken cancellationToken);

    /// <summary>One operation.</summary>
    Task<DaySpend> ReadAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Every refund that ever took a place on the day, for reconciliation. One operation for each thousand.</summary>
    IAsyncEnumerable<DayRefund> ListAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken);
}

/// <summary>Whether the day has room.</summary>
public abstract record ReserveResult
{
    private ReserveResult()
    {
    }

    public sealed record Reserved : ReserveResult;

    /// <param name="Why">For people; names the limit.</param>
    /// <param name="Tripped">This refusal is the one that ended the agent's day.</param>
    public sealed record Refused(string Why, bool Tripped) : ReserveResult;
}
