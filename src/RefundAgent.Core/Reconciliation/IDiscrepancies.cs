using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>Keeps what people have to look at until they have.</summary>
public interface IDiscrepancies
{
    /// <summary>Insert-if-absent by id; a finding that stands already, closed or not, moves its <see cref="Discrepancy.LastSeenAt"/>, and an open one takes the newest text.</summary>
    /// <returns>True where it is new.</returns>
    Task<bool> ReportAsync(Discrepancy found, CancellationToken cancellationToken);

    Task<Discrepancy?> FindAsync(TenantId tenant, DiscrepancyId id, CancellationToken cancellationToken);

    /// <summary>Null where it is not as it was read any more.</summary>
    Task<Discrepancy?> ReplaceAsync(Discrepancy discrepancy, CancellationToken cancellationToken);

    /// <summary>In the order of their ids.</summary>
    /// <param name="open">Null for all.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <exception cref="FormatException"><paramref name="cursor"/> is none of ours.</exception>
    Task<DiscrepancyPage> ListAsync(TenantId tenant, bool? open, string? cursor, int size, CancellationToken cancellationToken);
}

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record DiscrepancyPage(ImmutableArray<Discrepancy> Found, string? Cursor);
