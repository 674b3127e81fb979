using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Learning;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Learning;

/// <summary>One row a tenant, written over; packed, since two thousand cases are in it.</summary>
internal sealed partial class TableLearnerCheckpoints(ITables tables, ILogger<TableLearnerCheckpoints> logger) : ILearnerCheckpoints
{
    private const string Key = "newest";

    private readonly ITable checkpoints = tables[TableNames.LearnerCheckpoints];

    public async Task<LearnerCheckpoint?> FindAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await checkpoints.FindAsync(KeyText.Encode(tenant.Value), Key, cancellationToken) is { } row
            && row.TryRead<LearnerCheckpoint>(checkpoints, logger, out var known)
                ? known
                : null;

    /// <summary>One that no row can hold is not kept: the learner goes on, and folds again what the last one that was kept does not have.</summary>
    public async Task SaveAsync(TenantId tenant, LearnerCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        Row row;
        try
        {
            row = Row.Of(KeyText.Encode(tenant.Value), Key, checkpoint);
        }
        catch (ArgumentException tooLarge)
        {
            LogTooLarge(logger, tenant.Value, tooLarge.Message);
            return;
        }

        await checkpoints.TryWriteAsync(RowWrite.Put(row), cancellationToken);
    }

    [LoggerMessage(7002, LogLevel.Warning, "The learner's checkpoint of tenant {Tenant} is not kept, so that each run folds more of the ledger: {Why}")]
    private static partial void LogTooLarge(ILogger logger, string tenant, string why);
}
