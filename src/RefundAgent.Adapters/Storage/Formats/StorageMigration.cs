using System.Collections.Immutable;
using RefundAgent.Leases;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Formats;

/// <inheritdoc cref="IStoreMigration"/>
internal sealed class StorageMigration(
    StoreStates states, MigrationRuns runs, RowRaising raising, FormatInForce format, ILeases leases, TimeProvider time) : IStoreMigration
{
    public const string LeaseName = "migration";

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>A lease is lost to whoever writes its row, so these stay with their holders: each is written anew when it is taken next.</summary>
    private static readonly ImmutableArray<string> Tables =
        [.. TableNames.All.Where(name => name is not (TableNames.StorageState or TableNames.Leases)).Order(StringComparer.Ordinal)];

    public async Task<MigrationView> LookAsync(CancellationToken cancellationToken)
    {
        var (state, _) = await states.ReadAsync(cancellationToken);
        var older = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            var rows = await raising.LookAsync(table, StorageFormat.Newest, cancellationToken);
            if (rows.Count + rows.Unreadable.Length is > 0 and var count)
            {
                older.Add(table, count);
            }
        }

        return new MigrationView(
            state.Format, state.Build, StorageFormat.Oldest, StorageFormat.Newest, older.ToImmutable(), await runs.FindAsync(cancellationToken));
    }

    public async Task<MigrationResult> RunAsync(
        int? to, string by, MigrationPace pace, IProgress<MigrationProgress> progress, CancellationToken cancellationToken)
    {
        if (RefusalOf((await states.ReadAsync(cancellationToken)).State, to ?? StorageFormat.Newest) is { } refused)
        {
            return refused;
        }

        if (await TakeAsync(by, pace.Patience, progress, cancellationToken) is not { } taken)
        {
            return await HeldAsync(cancellationToken);
        }

        var lease = new HeldLease(leases, taken, LeaseTime);
        try
        {
            var run = await BeginAsync(to ?? StorageFormat.Newest, by, cancellationToken);
            await SettleAsync(run, pace.Settling, lease, progress, cancellationToken);
            return await RewriteAsync(run, lease, progress, cancellationToken);
        }
        catch (LeaseLostException)
        {
            return await HeldAsync(cancellationToken);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    /// <returns>Null where somebody else holds it, and lives.</returns>
    private async Task<Lease?> TakeAsync(string by, TimeSpan patience, IProgress<MigrationProgress> progress, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var taken = await leases.TryTakeAsync(LeaseName, by, LeaseTime, cancellationToken);
            if (taken is not null || time.GetElapsedTime(began) >= patience)
            {
                return taken;
            }

            progress.Report(new MigrationProgress(null, 0, (await HeldAsync(cancellationToken)).By));
            await Task.Delay(Step, time, cancellationToken);
        }
    }

    private async Task<MigrationResult.Held> HeldAsync(CancellationToken cancellationToken)
    {
        var other = await runs.FindAsync(cancellationToken) is { FinishedAt: null } open ? open : null;
        return new MigrationResult.Held(other?.By ?? "another process", other?.StartedAt ?? time.GetUtcNow());
    }

    private static MigrationResult.Refused? RefusalOf(StoreState state, int to) => (state, to) switch
    {
        ({ Restoring: not null }, _) => new MigrationResult.Refused("A backup is being restored into this store: finish that first ('refund-agent restore')."),
        (_, > StorageFormat.Newest) => new MigrationResult.Refused(
            $"This build ({StorageFormat.Build}) knows formats up to {StorageFormat.Newest}: format {to} takes a later one."),
        ({ Format: var now }, _) when to < now => new MigrationResult.Refused(
            $"The store is in format {now}, and formats only go forward. To go back to {to}, restore a backup of before."),
        _ => null,
    };

    /// <summary>The format first, then the word that there is work: killed in between, the next run finds the one and begins the other.</summary>
    private async Task<MigrationRun> BeginAsync(int to, string by, CancellationToken cancellationToken)
    {
        var (state, etag) = await states.ReadAsync(cancellationToken);
        if (state.Format < to && await states.WriteAsync(state with { Format = to, Build = StorageFormat.Build }, etag, cancellationToken) is null)
        {
            throw new StorageBusyException("Somebody else changes the state of the store at this moment");
        }

        format.Forget();
        var before = await runs.FindAsync(cancellationToken);
        var run = before is { FinishedAt: null } && before.To == to
            ? before with { By = by }
            : new MigrationRun(to, by, time.GetUtcNow(), Tables[0], string.Empty, 0);
        return await runs.PutAsync(run, cancellationToken);
    }

    private async Task SettleAsync(
        MigrationRun run, TimeSpan settling, HeldLease lease, IProgress<MigrationProgress> progress, CancellationToken cancellationToken)
    {
        while (time.GetUtcNow() - run.StartedAt is var waited && waited >= TimeSpan.Zero && waited < settling)
        {
            progress.Report(new MigrationProgress(null, run.Rewritten));
            await lease.RenewAsync(cancellationToken);
            await Task.Delay(settling - waited < Step ? settling - waited : Step, time, cancellationToken);
        }
    }

    private async Task<MigrationResult> RewriteAsync(
        MigrationRun run, HeldLease lease, IProgress<MigrationProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var table in Tables.Where(table => string.CompareOrdinal(table, run.Table) >= 0))
        {
            run = table == run.Table ? run : run with { Table = table, Partition = string.Empty };
            await using var steps = raising.RaiseAsync(table, run.Partition, run.To, cancellationToken).GetAsyncEnumerator(cancellationToken);

            // Rows that are raised already are passed over without a step, for longer than the lease where there are many.
            while (await lease.KeepAsync(_ => steps.MoveNextAsync().AsTask(), time, cancellationToken))
            {
                var step = steps.Current;
                run = await runs.PutAsync(run with { Partition = step.Partition, Rewritten = run.Rewritten + step.Rewritten }, cancellationToken);
                progress.Report(new MigrationProgress(table, run.Rewritten));
            }
        }

        return await EndAsync(run, lease, cancellationToken);
    }

    /// <summary>Looks at everything once more: it is done when nothing is left, not when everything has been tried.</summary>
    private async Task<MigrationResult> EndAsync(MigrationRun run, HeldLease lease, CancellationToken cancellationToken)
    {
        var (older, unreadable) = (0L, ImmutableArray.CreateBuilder<string>());
        foreach (var table in Tables)
        {
            var left = await lease.KeepAsync(stopped => raising.LookAsync(table, run.To, stopped), time, cancellationToken);
            older += left.Count;
            unreadable.AddRange(left.Unreadable);
        }

        if (older > 0)
        {
            await runs.PutAsync(run with { Table = Tables[0], Partition = string.Empty }, cancellationToken);
            return new MigrationResult.Overtaken(run.To, run.Rewritten, older);
        }

        await runs.PutAsync(run with { FinishedAt = time.GetUtcNow() }, cancellationToken);
        return new MigrationResult.Done(run.To, run.Rewritten, unreadable.ToImmutable());
    }
}
