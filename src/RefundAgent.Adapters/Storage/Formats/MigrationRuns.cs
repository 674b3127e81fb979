using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>Keeps how far a migration has come, beside the store's state and readable by every build as that is.</summary>
internal sealed class MigrationRuns(PlainTables plain)
{
    private const string Key = "migration";

    private readonly ITable runs = plain.Tables[TableNames.StorageState];

    public async Task<MigrationRun?> FindAsync(CancellationToken cancellationToken) =>
        await runs.FindAsync(StateRow.Partition, Key, cancellationToken) is { } row ? StateRow.Read<MigrationRun>(row) : null;

    /// <summary>Whoever writes it holds the lease.</summary>
    public async Task<MigrationRun> PutAsync(MigrationRun run, CancellationToken cancellationToken)
    {
        await runs.TryWriteAsync(RowWrite.Put(StateRow.Of(Key, run)), cancellationToken);
        return run;
    }
}
