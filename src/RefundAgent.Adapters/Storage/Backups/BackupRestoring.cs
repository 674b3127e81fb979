using System.Collections.Immutable;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>
/// Puts a backup into an empty store: proven before the first write, read back after the last. Until it is complete no process works on the
/// store; killed anywhere, it is run again and goes on.
/// </summary>
internal sealed class BackupRestoring(StoreContent content, EmptyStore target, StoreStates states, RestoreRuns runs, FormatInForce format)
{
    public async Task<BackupManifest> RunAsync(
        string folder, Func<CancellationToken, Task> before, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var manifest = await BackupCheck.RunAsync(folder, progress, cancellationToken);
        RequireReadable(manifest);
        var run = await BeginAsync(manifest, cancellationToken);
        foreach (var file in manifest.Files.Where(file => !run.Done.Contains(file.Name)))
        {
            await FillAsync(folder, file, run, progress, cancellationToken);
            run = await runs.SaveAsync(run with { Done = run.Done.Add(file.Name) }, cancellationToken);
        }

        if (!run.Verified)
        {
            await CompareAsync(manifest, progress, cancellationToken);
            run = await runs.SaveAsync(run with { Verified = true }, cancellationToken);
        }

        format.Pin(manifest.Format);
        await before(cancellationToken);
        await OpenAsync(manifest, run, cancellationToken);
        return manifest;
    }

    private static void RequireReadable(BackupManifest manifest)
    {
        if (manifest.Format is < StorageFormat.Oldest or > StorageFormat.Newest)
        {
            throw new BackupException(
                $"The backup is in format {manifest.Format}, and this build ({StorageFormat.Build}) knows {StorageFormat.Oldest} to {StorageFormat.Newest}: restore it with build {manifest.Build}.");
        }

        if (manifest.Files.FirstOrDefault(file => !BackupOrder.Files.Select(BackupFolder.FileOf).Contains(file.Name)) is { } unknown)
        {
            throw new BackupException($"The backup holds '{unknown.Name}', which this build ({StorageFormat.Build}) does not know: restore it with build {manifest.Build}.");
        }
    }

    private async Task<RestoreRun> BeginAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        var (state, etag) = await states.ReadAsync(cancellationToken);
        if (state.Restoring is { } other && other != manifest.Id)
        {
            throw new BackupException($"Backup {other} is half restored into this store, and this is {manifest.Id}: restore that one, or take another, empty store.");
        }

        if (state.Restoring is not null && await runs.FindAsync(cancellationToken) is { } run && run.Backup == manifest.Id)
        {
            return await runs.TakeAsync(run, cancellationToken);
        }

        if (await target.ContentsAsync(cancellationToken) is { Count: > 0 } there)
        {
            throw new BackupException($"This store is not empty ({string.Join(", ", there)}), and a restore never merges: name an empty one with --storage. Nothing was written.");
        }

        if (await states.WriteAsync(new StoreState(manifest.Format, manifest.Build, manifest.Id), etag, cancellationToken) is null)
        {
            throw new StorageBusyException("Somebody else works on this store");
        }

        return await runs.TakeAsync(new RestoreRun(manifest.Id, []), cancellationToken);
    }

    private async Task FillAsync(
        string folder, BackupFile file, RestoreRun run, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var done = 0L;
        await target.FillAsync(
            BackupFolder.NameOf(file.Name),
            PackedLines.ReadAsync(Path.Combine(folder, file.Name), cancellationToken),
            stopped => runs.RequireAsync(run, stopped),
            rows => progress.Report(new BackupProgress("restoring", file.Name, Interlocked.Add(ref done, rows), file.Rows)),
            cancellationToken);
    }

    private async Task CompareAsync(BackupManifest manifest, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Files)
        {
            var (rows, digest) = await PackedLines.DigestAsync(
                content.LinesAsync(BackupFolder.NameOf(file.Name), cancellationToken),
                done => progress.Report(new BackupProgress("comparing", file.Name, done, file.Rows)),
                cancellationToken);
            if (rows != file.Rows || digest != file.ContentSha256)
            {
                throw new BackupException(
                    $"What was read back of {file.Name} is not what the backup holds ({rows:N0} rows, {file.Rows:N0} expected): somebody has written to this store. Empty it, and restore again.");
            }
        }
    }

    private async Task OpenAsync(BackupManifest manifest, RestoreRun run, CancellationToken cancellationToken)
    {
        await runs.RequireAsync(run, cancellationToken);
        var (state, etag) = await states.ReadAsync(cancellationToken);
        if (await states.WriteAsync(state with { Restoring = null }, etag, cancellationToken) is null)
        {
            throw new StorageBusyException($"Somebody else has changed the state of the store while {manifest.Id} was restored");
        }

        await runs.DeleteAsync(run, cancellationToken);
    }
}
