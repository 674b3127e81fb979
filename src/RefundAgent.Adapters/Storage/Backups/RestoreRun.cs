using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>How far a restore has come: what makes the next attempt the same one.</summary>
/// <param name="Backup">Its id.</param>
/// <param name="Done">Files whose every row is there.</param>
/// <param name="Verified">What was written has been read back and is what the backup holds.</param>
internal sealed record RestoreRun(string Backup, ImmutableArray<string> Done, bool Verified = false)
{
    /// <summary>The store's mark: whoever took the run since has written over it.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}

/// <summary>
/// Keeps it beside the store's state. The last to take it has it, so that nobody waits for an attempt that was killed; one that lives stops as
/// soon as it looks, which it does before it writes.
/// </summary>
internal sealed class RestoreRuns(PlainTables plain)
{
    private const string Key = "restore";

    private readonly ITable runs = plain.Tables[TableNames.StorageState];

    public async Task<RestoreRun?> FindAsync(CancellationToken cancellationToken) =>
        await runs.FindAsync(StateRow.Partition, Key, cancellationToken) is { } row ? StateRow.Read<RestoreRun>(row) with { ETag = row.ETag } : null;

    /// <summary>From here on it is the caller's, and nobody else's.</summary>
    public async Task<RestoreRun> TakeAsync(RestoreRun run, CancellationToken cancellationToken) =>
        run with { ETag = await runs.TryWriteAsync(RowWrite.Put(StateRow.Of(Key, run)), cancellationToken) };

    /// <exception cref="BackupException">Somebody else has taken it.</exception>
    public async Task<RestoreRun> SaveAsync(RestoreRun run, CancellationToken cancellationToken) =>
        run with { ETag = await runs.TryWriteAsync(RowWrite.Replace(StateRow.Of(Key, run, run.ETag)), cancellationToken) ?? throw Taken() };

    /// <exception cref="BackupException">Somebody else has taken it.</exception>
    public async Task RequireAsync(RestoreRun run, CancellationToken cancellationToken)
    {
        if ((await FindAsync(cancellationToken))?.ETag != run.ETag)
        {
            throw Taken();
        }
    }

    public Task DeleteAsync(RestoreRun run, CancellationToken cancellationToken) =>
        runs.TryWriteAsync(RowWrite.Delete(StateRow.Partition, Key, run.ETag), cancellationToken);

    private static BackupException Taken() => new("Another 'restore' into this store was started after this one and goes on in its place: this one has stopped.");
}
