using System.Collections.Immutable;
using RefundAgent.Adapters.Storage.Formats;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>How far a restore has come: what makes the next attempt the same one.</summary>
/// <param name="Backup">Its id.</param>
/// <param name="Done">Files whose every row is there.</param>
/// <param name="Verified">What was written has been read back and is what the backup holds.</param>
internal sealed record RestoreRun(string Backup, ImmutableArray<string> Done, bool Verified = false);

/// <summary>Keeps it beside the store's state.</summary>
internal sealed class RestoreRuns(PlainTables plain)
{
    private const string Partition = "store";
    private const string Key = "restore";

    private readonly ITable runs = plain.Tables[TableNames.StorageState];

    public async Task<RestoreRun?> FindAsync(CancellationToken cancellationToken) =>
        (await runs.FindAsync(Partition, Key, cancellationToken))?.Read<RestoreRun>(runs.Name);

    public async Task<RestoreRun> PutAsync(RestoreRun run, CancellationToken cancellationToken)
    {
        await runs.TryWriteAsync(RowWrite.Put(Row.Of(Partition, Key, run)), cancellationToken);
        return run;
    }

    public Task DeleteAsync(CancellationToken cancellationToken) => runs.TryWriteAsync(RowWrite.Delete(Partition, Key), cancellationToken);
}
