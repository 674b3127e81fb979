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
/// it was learned from are of one moment; decisions go on.
/// </summary>
internal sealed class BackupTaking(
    StoreContent content, StoreStates states, IContextStore contexts, IControlLog controls, ILeases leases, IIdSource ids, TimeProvider time)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    public async Task<BackupManifest> RunAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var unfinished = BackupFolder.Begin(folder);
        var held = new List<HeldLease>();
        try
        {
            foreach (var job in new[] { LearnerTick.LeaseName, Reconciler.LeaseName })
            {
                progress.Report(new BackupProgress($"waiting until the {job} is at rest", null, 0, null));
                held.Add(new HeldLease(leases, await TakeAsync(job, cancellationToken), LeaseTime));
            }

            var manifest = await CopyAsync(unfinished, held, progress, cancellationToken);
            await BackupFolder.EndAsync(folder, manifest, cancellationToken);
            return manifest;
        }
        finally
        {
            foreach (var lease in held)
            {
                await lease.ReleaseAsync();
            }
        }
    }

    private async Task<BackupManifest> CopyAsync(
        string unfinished, List<HeldLease> held, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var (state, _) = await states.ReadAsync(cancellationToken);
        var startedAt = time.GetUtcNow();
        var renewed = time.GetTimestamp();
        var files = ImmutableArray.CreateBuilder<BackupFile>();
        foreach (var name in BackupOrder.Files)
        {
            var file = BackupFolder.FileOf(name);
            progress.Report(new BackupProgress("copying", file, 0, null));
            files.Add(await PackedLines.WriteAsync(
                Path.Combine(unfinished, file),
                RenewingAsync(content.LinesAsync(name, cancellationToken)),
                rows => progress.Report(new BackupProgress("copying", file, rows, null)),
                cancellationToken));
        }

        return new BackupManifest(
            BackupManifest.Current, StorageFormat.Build, state.Format, startedAt, time.GetUtcNow(), files.ToImmutable(),
            await WaitingAsync(cancellationToken), await ErasuresAsync(cancellationToken));

        async IAsyncEnumerable<ReadOnlyMemory<byte>> RenewingAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines)
        {
            await foreach (var line in lines)
            {
                if (time.GetElapsedTime(renewed) > RenewEvery)
                {
                    renewed = time.GetTimestamp();
                    await Task.WhenAll(held.Select(lease => lease.RenewAsync(cancellationToken)));
                }

                yield return line;
            }
        }
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
