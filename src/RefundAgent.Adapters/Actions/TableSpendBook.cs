using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Actions;

/// <summary>
/// A tenant's day as one partition: the totals in one row, whose ETag every reservation must win, and one row a refund beside it in the same
/// transaction, so that a refund counts once however often it asks. Within a process one reservation of a tenant goes after the other, and the
/// totals as it last wrote them serve for a first try: only other processes are ever raced.
/// </summary>
internal sealed class TableSpendBook(ITables tables, Contention contention, TimeProvider time) : ISpendBook
{
    private const string TotalKey = "total";
    private const string RefundPrefix = "refund";

    private readonly ITable spend = tables[TableNames.Spend];

    private readonly ConcurrentDictionary<TenantId, Turnstile> turnstiles = new();

    public async Task<ReserveResult> ReserveAsync(ImmutableArray<RefundEntry> refunds, DayLimit? limit, CancellationToken cancellationToken)
    {
        var turnstile = TurnstileOf(refunds[0].Tenant);
        await turnstile.Turn.WaitAsync(cancellationToken);
        try
        {
            return await ReserveInTurnAsync(refunds, limit, turnstile, cancellationToken);
        }
        finally
        {
            turnstile.Turn.Release();
        }
    }

    private Task<ReserveResult> ReserveInTurnAsync(
        ImmutableArray<RefundEntry> refunds, DayLimit? limit, Turnstile turnstile, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(refunds[0]);
        return contention.RunAsync(
            $"{refunds[0].Day:O} of tenant {refunds[0].Tenant}",
            async attempt => attempt == 0 && await LastSeenAsync(turnstile, partition, cancellationToken) is var seen && seen.Day.Refuses(refunds, limit) is null
                ? await TryReserveAsync(refunds, seen, cancellationToken)
                : await TryReserveAfreshAsync(refunds, limit, cancellationToken),
            cancellationToken);
    }

    public async Task ReleaseAsync(RefundEntry refund, CancellationToken cancellationToken) =>
        await contention.RunAsync(
            $"{refund.Day:O} of tenant {refund.Tenant}",
            async _ =>
            {
                var partition = PartitionOf(refund);
                if (await spend.FindAsync(partition, KeyOf(refund.Key), cancellationToken) is not { } row || Read(row) is not { Holds: true } place || place.Initiator != refund.Initiator)
                {
                    return this;
                }

                var seen = await SeeAsync(partition, cancellationToken);
                RowWrite[] writes =
                [
                    TotalWrite(seen, seen.Day.Minus(place.Initiator, place.Amount)),
                    RowWrite.Replace(Row.Of(partition, row.Key, place with { Holds = false }) with { ETag = row.ETag }),
                ];
                return await TryCommitAsync(refund.Tenant, seen, seen.Day.Minus(place.Initiator, place.Amount), writes, cancellationToken) ? this : null;
            },
            cancellationToken);

    public async Task<DaySpend> ReadAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken) =>
        (await SeeAsync(PartitionOf(tenant, day), cancellationToken)).Day;

    public async IAsyncEnumerable<DayRefund> ListAsync(TenantId tenant, DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = KeyText.Join(RefundPrefix, string.Empty);
        await foreach (var row in spend.QueryAsync(new RowQuery { PartitionFrom = PartitionOf(tenant, day), KeyFrom = prefix, KeyTo = TotalKey }, cancellationToken))
        {
            yield return Read(row);
        }
    }

    private async Task<ReserveResult?> TryReserveAfreshAsync(
        ImmutableArray<RefundEntry> refunds, DayLimit? limit, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(refunds[0]);
        var seen = await SeeAsync(partition, cancellationToken);
        var rows = await Task.WhenAll(refunds.Select(refund => spend.FindAsync(partition, KeyOf(refund.Key), cancellationToken)));
        ImmutableArray<(RefundEntry Refund, Row? Row)> open = [.. refunds.Zip(rows).Where(each => each.Second is null || Wants(each.First, Read(each.Second)))];
        if (open.IsEmpty)
        {
            return new ReserveResult.Reserved();
        }

        ImmutableArray<RefundEntry> asking = [.. open.Select(each => each.Refund)];
        var without = open.Select(each => each.Row).OfType<Row>().Select(Read).Where(place => place.Holds)
            .Aggregate(seen.Day, (day, place) => day.Minus(place.Initiator, place.Amount));
        if (without.Refuses(asking, limit) is { } why)
        {
            return await TryTripAsync(refunds[0], seen, limit!, why, cancellationToken);
        }

        var after = After(without, asking);
        RowWrite[] writes = [TotalWrite(seen, after), .. open.Select(each => each.Row is null ? RowWrite.Insert(RowOf(each.Refund)) : RowWrite.Replace(RowOf(each.Refund) with { ETag = each.Row.ETag }))];
        return await TryCommitAsync(refunds[0].Tenant, seen, after, writes, cancellationToken) ? new ReserveResult.Reserved() : null;
    }

    private async Task<ReserveResult?> TryReserveAsync(ImmutableArray<RefundEntry> refunds, Seen seen, CancellationToken cancellationToken)
    {
        var after = After(seen.Day, refunds);
        RowWrite[] writes = [TotalWrite(seen, after), .. refunds.Select(refund => RowWrite.Insert(RowOf(refund)))];
        return await TryCommitAsync(refunds[0].Tenant, seen, after, writes, cancellationToken) ? new ReserveResult.Reserved() : null;
    }

    private async Task<ReserveResult?> TryTripAsync(RefundEntry refund, Seen seen, DayLimit limit, string why, CancellationToken cancellationToken)
    {
        if (refund.Initiator != RefundInitiator.Agent || seen.Day.Trip?.Limit == limit)
        {
            return new ReserveResult.Refused(why, Tripped: false);
        }

        var tripped = seen.Day with { Trip = new DayTrip(time.GetUtcNow(), limit) };
        return await TryCommitAsync(refund.Tenant, seen, tripped, [TotalWrite(seen, tripped)], cancellationToken)
            ? new ReserveResult.Refused(why, Tripped: true)
            : null;
    }

    private async Task<bool> TryCommitAsync(TenantId tenant, Seen seen, DaySpend after, RowWrite[] writes, CancellationToken cancellationToken)
    {
        if (await spend.TryCommitAsync(writes, cancellationToken) is not { } etags)
        {
            TurnstileOf(tenant).Last = null;
            return false;
        }

        TurnstileOf(tenant).Last = new Seen(seen.Partition, after, etags[0]);
        return true;
    }

    private async ValueTask<Seen> LastSeenAsync(Turnstile turnstile, string partition, CancellationToken cancellationToken) =>
        turnstile.Last is { } seen && seen.Partition == partition ? seen : await SeeAsync(partition, cancellationToken);

    private Turnstile TurnstileOf(TenantId tenant) => turnstiles.GetOrAdd(tenant, static _ => new Turnstile());

    private async Task<Seen> SeeAsync(string partition, CancellationToken cancellationToken) =>
        await spend.FindAsync(partition, TotalKey, cancellationToken) is { } row
            ? new Seen(partition, row.Read<DaySpend>(spend.Name), row.ETag)
            : new Seen(partition, DaySpend.Nothing, null);

    private static DaySpend After(DaySpend day, IEnumerable<RefundEntry> refunds) =>
        refunds.Aggregate(day, (sum, refund) => sum.Plus(refund.Initiator, refund.Amount));

    /// <summary>
    /// Whether a refund takes a place under its key afresh. A person's takes over the agent's, never the other way round. Two answers to one
    /// question share a key and may come to different sums: the place of the smaller is too small for the other. A place that was given back
    /// is taken again only for what turns out to have been paid: a process that comes late would hold it for a refund that failed.
    /// </summary>
    private static bool Wants(RefundEntry refund, DayRefund place) =>
        place.Initiator != refund.Initiator ? refund.Initiator == RefundInitiator.Person
        : place.Holds ? place.Amount.Currency != refund.Amount.Currency || place.Amount < refund.Amount
        : refund.State is RefundState.Succeeded or RefundState.Pending;

    private DayRefund Read(Row row) => row.Read<DayRefund>(spend.Name);

    private static RowWrite TotalWrite(Seen seen, DaySpend after)
    {
        var row = Row.Of(seen.Partition, TotalKey, after);
        return seen.ETag is null ? RowWrite.Insert(row) : RowWrite.Replace(row with { ETag = seen.ETag });
    }

    private static Row RowOf(RefundEntry refund) => Row.Of(PartitionOf(refund), KeyOf(refund.Key), DayRefund.Of(refund));

    private static string KeyOf(RefundKey key) => KeyText.Join(RefundPrefix, KeyText.Encode(key.Value));

    private static string PartitionOf(RefundEntry refund) => PartitionOf(refund.Tenant, refund.Day);

    private static string PartitionOf(TenantId tenant, DateOnly day) =>
        KeyText.Join(KeyText.Encode(tenant.Value), day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>Where a tenant's reservations pass one by one; it lives as long as the process, as its tenants do.</summary>
    private sealed class Turnstile
    {
        private Seen? last;

        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>The newest day as this process left it. Releases write it out of turn, which costs a lost race at worst.</summary>
        public Seen? Last
        {
            get => Volatile.Read(ref last);
            set => Volatile.Write(ref last, value);
        }
    }

    /// <param name="ETag">Null where the day has no row yet.</param>
    private sealed record Seen(string Partition, DaySpend Day, string? ETag);
}
