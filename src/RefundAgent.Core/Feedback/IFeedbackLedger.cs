using System.Collections.Immutable;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Feedback;

/// <summary>The append-only truth that everything learned is a function of; only the learner, under its lease, appends.</summary>
public interface IFeedbackLedger
{
    /// <summary>
    /// Gives each event that is not in the ledger yet the next sequence number, in the order given; an event that is there already is left
    /// out. Each row and its index by event key are written in one transaction, so a repeat after a crash adds nothing twice.
    /// </summary>
    /// <returns>The rows added.</returns>
    Task<ImmutableArray<LedgerEntry>> AppendAsync(TenantId tenant, IReadOnlyList<FeedbackEvent> events, CancellationToken cancellationToken);

    /// <summary>Rows with a sequence above <paramref name="after"/>, ascending.</summary>
    IAsyncEnumerable<LedgerEntry> ReadAsync(TenantId tenant, long after, CancellationToken cancellationToken);

    /// <summary>The last sequence given; 0 for an empty ledger. One operation.</summary>
    Task<long> LastAsync(TenantId tenant, CancellationToken cancellationToken);

    Task<LedgerEntry?> FindAsync(TenantId tenant, EventKey key, CancellationToken cancellationToken);

    Task<ImmutableArray<LedgerEntry>> OfDecisionAsync(TenantId tenant, DecisionId decision, CancellationToken cancellationToken);
}

/// <param name="Sequence">From 1, without gaps: the order of everything learned.</param>
/// <param name="Event">What was said.</param>
public sealed record LedgerEntry(long Sequence, FeedbackEvent Event);
