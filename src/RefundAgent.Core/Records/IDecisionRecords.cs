using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>Keeps decisions, and sees to it that a message is decided once.</summary>
public interface IDecisionRecords
{
    /// <summary>
    /// Takes the ticket's message for this caller, insert-if-absent, until <paramref name="until"/>. Two operations when the message is new:
    /// what is known of the ticket, and the slot.
    /// </summary>
    Task<Slot> TakeAsync(Ticket ticket, DecisionId proposed, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Takes over a slot whose holder's time has run out; false where somebody else was faster.</summary>
    Task<bool> TakeOverAsync(Ticket ticket, Slot.Held held, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Writes record and papers in one transaction, insert-if-absent. As it now stands, or null where the decision is there already.</summary>
    Task<DecisionRecord?> AddAsync(DecisionRecord record, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the record, and its papers where new ones are given, if both are still as they were read. As it now stands, or null where
    /// they are not: then somebody else was faster, and what they wrote has to be read first. One operation.
    /// </summary>
    /// <param name="record">Made from one that was added or found here, whose mark it still bears.</param>
    /// <param name="papers">Null to leave them as they are.</param>
    Task<DecisionRecord?> ReplaceAsync(DecisionRecord record, CasePapers? papers, CancellationToken cancellationToken);

    /// <summary>With papers. One operation.</summary>
    Task<DecisionRecord?> FindAsync(TenantId tenant, DecisionId decision, CancellationToken cancellationToken);

    /// <summary>
    /// Decisions on messages of the ticket, oldest first; one whose record is not to be found yet is being made just now, or nobody finished
    /// it. One operation.
    /// </summary>
    Task<ImmutableArray<DecisionId>> OfTicketAsync(TenantId tenant, TicketId ticket, CancellationToken cancellationToken);

    /// <summary>Every decision that is <see cref="DecisionRecord.IsOpen"/> of messages since then, in no order. One operation a day.</summary>
    IAsyncEnumerable<DecisionId> ListOpenAsync(TenantId tenant, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Newest first, without papers.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <exception cref="FormatException"><paramref name="cursor"/> is none of ours.</exception>
    Task<DecisionPage> ListAsync(TenantId tenant, DecisionFilter filter, string? cursor, int size, CancellationToken cancellationToken);
}

/// <param name="Status">Of the decision as a whole; null for any.</param>
/// <param name="Since">Decided at or after; null for all time.</param>
/// <param name="Review">Of what was drawn to be looked at afterwards; null for any, drawn or not.</param>
public sealed record DecisionFilter(ClaimStatus? Status, DateTimeOffset? Since, ReviewState? Review = null);

/// <param name="Records">At most the size asked for.</param>
/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record DecisionPage(ImmutableArray<DecisionRecord> Records, string? Cursor);

/// <summary>The answer to taking a message.</summary>
public abstract record Slot
{
    private Slot()
    {
    }

    /// <summary>Nobody had it: it is the caller's now.</summary>
    /// <param name="Decision">The id that the decision shall have.</param>
    /// <param name="Earlier">Decisions on earlier messages of the same ticket, oldest first.</param>
    public sealed record Taken(DecisionId Decision, ImmutableArray<DecisionId> Earlier) : Slot;

    /// <summary>Somebody took it before and may still be at it.</summary>
    /// <param name="Until">When the holder's time runs out.</param>
    /// <param name="ETag">The store's mark, for taking over.</param>
    public sealed record Held(DecisionId Decision, DateTimeOffset Until, string ETag, ImmutableArray<DecisionId> Earlier) : Slot;
}
