using RefundAgent.Adapters.Storage;
using RefundAgent.Leases;

namespace RefundAgent.Adapters.Leases;

/// <summary>
/// Leases as rows: holding one is having written its row last. Clocks only decide when it may be taken away; whoever lost it finds out at
/// the next renewal, whatever its clock says.
/// </summary>
internal sealed class TableLeases(ITables tables, TimeProvider time) : ILeases
{
    private const string Partition = "lease";

    private readonly ITable leases = tables[TableNames.Leases];

    public async Task<Lease?> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        var row = await leases.FindAsync(Partition, KeyText.Encode(name), cancellationToken);
        if (row?.Read<Term>(leases.Name) is { } term && term.Holder != holder && Runs(term))
        {
            return null;
        }

        return await TryWriteAsync(name, holder, duration, row?.ETag, cancellationToken);
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        TryWriteAsync(lease.Name, lease.Holder, duration, lease.ETag, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) =>
        leases.TryWriteAsync(RowWrite.Delete(Partition, KeyText.Encode(lease.Name), lease.ETag), cancellationToken);

    /// <summary>A term that lies further ahead than it is long was taken by a clock that has since been put back; it would not run out.</summary>
    private bool Runs(Term term)
    {
        var left = term.Until - time.GetUtcNow();
        return left > TimeSpan.Zero && left <= term.Duration * 2;
    }

    private async Task<Lease?> TryWriteAsync(string name, string holder, TimeSpan duration, string? etag, CancellationToken cancellationToken)
    {
        var term = new Term(name, holder, time.GetUtcNow() + duration, duration);
        var row = Row.Of(Partition, KeyText.Encode(name), term) with { ETag = etag };
        var written = await leases.TryWriteAsync(etag is null ? RowWrite.Insert(row) : RowWrite.Replace(row), cancellationToken);
        return written is null ? null : new Lease(name, holder, term.Until, written);
    }

    private sealed record Term(string Name, string Holder, DateTimeOffset Until, TimeSpan Duration);
}
