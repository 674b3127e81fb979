using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Learning;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Learning;

/// <summary>One row a tenant, written over; packed, since two thousand cases are in it.</summary>
internal sealed class TableLearnerCheckpoints(ITables tables, ILogger<TableLearnerCheckpoints> logger) : ILearnerCheckpoints
{
    private const string Key = "newest";

    private readonly ITable checkpoints = tables[TableNames.LearnerCheckpoints];

    public async Task<LearnerCheckpoint?> FindAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await checkpoints.FindAsync(KeyText.Encode(tenant.Value), Key, cancellationToken) is { } row
            && row.TryRead<LearnerCheckpoint>(checkpoints, logger, out var known)
                ? known
                : null;

    public Task SaveAsync(TenantId tenant, LearnerCheckpoint checkpoint, CancellationToken cancellationToken) =>
        checkpoints.TryWriteAsync(RowWrite.Put(Row.Of(KeyText.Encode(tenant.Value), Key, checkpoint)), cancellationToken);
}
