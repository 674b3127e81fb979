using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Experiments;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>
/// The whole of one decision, enough to explain and repeat it: written as an intent before anything is done, completed after. A person's
/// answer makes it an intent once more.
/// </summary>
public sealed record DecisionRecord
{
    public required DecisionId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required TicketId Ticket { get; init; }

    public required MessageId Message { get; init; }

    public required RecordState State { get; init; }

    public required ImmutableArray<ClaimRecord> Claims { get; init; }

    public required ContextVersion Context { get; init; }

    /// <summary>Of the operator's experiment; null while there is none.</summary>
    public AssignedArm? Arm { get; init; }

    public required PolicyVersion Policy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>When somebody last set out to carry an intent out, where that was after <see cref="DecidedAt"/>; null once it is complete.</summary>
    public DateTimeOffset? IntendedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What advice on the message took; null where a version decided that noted it by claim.</summary>
    public AdvisorUsage? Usage { get; init; }

    /// <summary>Null once the customer was erased, and where only the head of the record was read.</summary>
    public CasePapers? Papers { get; init; }

    /// <summary>Set by the store alone: the decision stands in its list of open work, as it has to while <see cref="IsOpen"/>.</summary>
    public bool Listed { get; init; }

    /// <summary>The store's own mark of the row's version; never written into the row.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>Somebody has to come back to it: it is not carried out, waits for a person, or nobody knows yet how a refund of it went.</summary>
    [JsonIgnore]
    public bool IsOpen => State == RecordState.Intended || Claims.Any(claim => claim.IsOpen() || claim.Refund is { IsSettled: false });

    /// <summary>Null where nothing was drawn to be looked at afterwards.</summary>
    [JsonIgnore]
    public ReviewState? Review =>
        Claims.Any(claim => claim.WantsReview()) ? ReviewState.Wanted
        : Claims.Any(claim => claim.ReviewedAt is not null) ? ReviewState.Done
        : null;

    /// <summary>Of the decision as a whole: waiting if any claim waits, else executed if any is.</summary>
    [JsonIgnore]
    public ClaimStatus Status =>
        Claims.Any(claim => claim.Status == ClaimStatus.PendingApproval) ? ClaimStatus.PendingApproval
        : Claims.Any(claim => claim.Status == ClaimStatus.Executed) ? ClaimStatus.Executed
        : ClaimStatus.Answered;
}

/// <summary>Whether a record's actions have been carried out.</summary>
public enum RecordState
{
    /// <summary>Ruled and written down; actions may or may not have happened. Carrying them out again is safe.</summary>
    Intended,

    Complete,
}
