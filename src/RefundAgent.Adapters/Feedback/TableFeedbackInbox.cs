using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Feedback;

/// <summary>
/// Feedback by event key, one partition a tenant: the same event is the same row. A row that cannot be read stays where it is and is passed
/// over, so that it neither blocks what comes after it nor is lost.
/// </summary>
internal sealed class TableFeedbackInbox(ITables tables, ILogger<TableFeedbackInbox> logger) : IFeedbackInbox
{
    private const string DecisionTag = "Decision";

    private readonly ITable inbox = tables[TableNames.FeedbackInbox];

    public async Task<bool> AddAsync(FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        var tag = new RowTag(DecisionTag, KeyText.Encode(feedback.Decision.Value));
        var row = Row.Of(PartitionOf(feedback.Tenant), LedgerRows.KeyOf(feedback.Key), feedback, [tag]);
        return await inbox.TryWriteAsync(RowWrite.Insert(row), cancellationToken) is not null;
    }

    public async Task<ImmutableArray<FeedbackEvent>> ReadAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return await CollectAsync(RowQuery.Of(PartitionOf(tenant)) with { PageSize = most }, most, cancellationToken);
    }

    public async Task RemoveAsync(TenantId tenant, IReadOnlyCollection<EventKey> events, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(tenant);
        var deletions = events.Distinct().Select(key => RowWrite.Delete(partition, LedgerRows.KeyOf(key)));
        foreach (var batch in deletions.Chunk(RowWrite.MostInOneTransaction))
        {
            if (await inbox.TryCommitAsync(batch, cancellationToken) is not null)
            {
                continue;
            }

            // One of them is gone already, which fails them all: then each by itself, gone being as good as removed.
            foreach (var deletion in batch)
            {
                await inbox.TryWriteAsync(deletion, cancellationToken);
            }
        }
    }

    public Task<ImmutableArray<FeedbackEvent>> OfDecisionAsync(TenantId tenant, DecisionId decision, CancellationToken cancellationToken)
    {
        var ofDecision = new TagMatch(DecisionTag, KeyText.Encode(decision.Value));
        return CollectAsync(RowQuery.Of(PartitionOf(tenant)) with { Tags = [ofDecision] }, int.MaxValue, cancellationToken);
    }

    private async Task<ImmutableArray<FeedbackEvent>> CollectAsync(RowQuery query, int most, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<FeedbackEvent>();
        await foreach (var row in inbox.QueryAsync(query, cancellationToken))
        {
            if (row.TryRead<FeedbackEvent>(inbox, logger, out var feedback))
            {
                found.Add(feedback);
            }

            if (found.Count >= most)
            {
                break;
            }
        }

        return found.ToImmutable();
    }

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);
}
