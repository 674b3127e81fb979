using System.Collections.Immutable;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Feedback;

/// <summary>Where feedback waits, in no order, until the learner gives it its place in the ledger.</summary>
public interface IFeedbackInbox
{
    /// <summary>Insert-if-absent by event key: false where it waits already. One operation.</summary>
    Task<bool> AddAsync(FeedbackEvent feedback, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="most"/>, in the order of their ids; rows that cannot be read are set aside, not skipped silently.</summary>
    Task<ImmutableArray<FeedbackEvent>> ReadAsync(TenantId tenant, int most, CancellationToken cancellationToken);

    /// <summary>Takes events out that are in the ledger.</summary>
    Task RemoveAsync(TenantId tenant, IReadOnlyCollection<EventKey> events, CancellationToken cancellationToken);

    Task<ImmutableArray<FeedbackEvent>> OfDecisionAsync(TenantId tenant, DecisionId decision, CancellationToken cancellationToken);
}
