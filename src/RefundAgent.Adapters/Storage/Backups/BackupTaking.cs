using System.Collections.Immutable;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Reconciliation;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>
/// Copies a store into a folder while the agent works. The learner and the reconciliation wait meanwhile, so that what was learned and what
/// it was learned from are of one moment, and so does a migration, so that the format it tells is that of its rows; decisions go on.
/// </summary>
internal sealed class BackupTaking(
    StoreContent content, StoreStates states, IContextStore contexts, IControlLog controls, ILeases leases, IIdSource ids, TimeProvider time)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <summary>The migration first: it may take long, and the others need not wait for it.</summary>
    private static readonly ImmutableQueue<string> Jobs = [StorageMigration.LeaseName, LearnerTick.LeaseName, Reconciler.LeaseName];

    public async Task<BackupManifest> RunAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        using var unfinished = UnfinishedBackup.Begin(folder);
        var manifest = await AtRestAsync(Jobs, stopped => CopyAsync(unfinished, progress, stopped), progress, cancellationToken);
        await unfinished.EndAsync(manifest, cancellationToken);
        return manifest;
    }

    /// <summary>One lease within the other, each kept while the next one is waited for, and all of them proven to be held once the copy is made.</summary>
    private async Task<BackupManifest> AtRestAsync(
        ImmutableQueue<string> jobs, Func<CancellationToken, Task<BackupManifest>> copy, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        if (jobs.IsEmpty)
        {
            return await copy(cancellationToken);
        }

        progress.Report(new BackupProgress($"waiting until the {jobs.Peek()} is at rest", null, 0, null));
        var lease = new HeldLease(leases, await TakeAsync(jobs.Peek(), cancellationToken), LeaseTime);
        try
        {
            return await lease.KeepAsync(stopped => AtRestAsync(jobs.Dequeue(), copy, progress, stopped), time, cancellationToken);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<BackupManifest> CopyAsync(UnfinishedBackup unfinished, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var (state, _) = await states.ReadAsync(cancellationToken);
        var startedAt = time.GetUtcNow();
        var files = ImmutableArray.CreateBuilder<BackupFile>();
        foreach (var name in BackupOrder.Files)
        {
            var file = BackupFolder.FileOf(name);
            progress.Report(new BackupProgress("copying", file, 0, null));
            files.Add(await PackedLines.WriteAsync(
                Path.Combine(unfinished.Folder, file),
                content.LinesAsync(name, cancellationToken),
                rows => progress.Report(new BackupProgress("copying", file, rows, null)),
                cancellationToken));
        }

        return new BackupManifest(
            BackupManifest.Current, StorageFormat.Build, state.Format, startedAt, time.GetUtcNow(), files.ToImmutable(),
            await WaitingAsync(cancellationToken), await ErasuresAsync(cancellationToken));
    }

    private async Task<Lease> TakeAsync(string job, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await leases.TryTakeAsync(job, $"backup {ids.Next()}", LeaseTime, cancellationToken) is { } taken)
            {
                return taken;
            }

            await Task.Delay(AskAgain, time, cancellationToken);
        }
    }

    private async Task<ImmutableSortedDictionary<string, int>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var queue in BackupOrder.WorkQueues)
        {
            waiting[queue] = await content.CountAsync(queue, cancellationToken);
        }

        return waiting.ToImmutable();
    }

    private async Task<ErasureMark> ErasuresAsync(CancellationToken cancellationToken)
    {
        var erasures = new List<DateTimeOffset>();
        foreach (var tenant in await contexts.TenantsAsync(cancellationToken))
        {
            erasures.AddRange((await controls.ReadAsync(tenant, cancellationToken)).Where(entry => entry.Control is Control.EraseCases).Select(entry => entry.At));
        }

        return new ErasureMark(erasures.Count, erasures.Count > 0 ? erasures.Max() : null);
    }
}
