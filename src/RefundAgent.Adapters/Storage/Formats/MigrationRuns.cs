using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>Keeps how far a migration has come, beside the store's state and readable by every build as that is.</summary>
internal sealed class MigrationRuns(PlainTables plain)
{
    private const string Partition = "store";
    private const string Key = "migration";

    private readonly ITable runs = plain.Tables[TableNames.StorageState];

    public async Task<MigrationRun?> FindAsync(CancellationToken cancellationToken) =>
        await runs.FindAsync(Partition, Key, cancellationToken) is { } row
            ? (row with { Body = row.Body with { Schema = StorageFormat.Newest } }).Read<MigrationRun>(runs.Name)
            : null;

    /// <summary>Whoever writes it holds the lease.</summary>
    public async Task<MigrationRun> PutAsync(MigrationRun run, CancellationToken cancellationToken)
    {
        var row = Row.Of(Partition, Key, run);
        await runs.TryWriteAsync(RowWrite.Put(row with { Body = row.Body with { Schema = StorageFormat.Oldest } }), cancellationToken);
        return run;
    }
}
