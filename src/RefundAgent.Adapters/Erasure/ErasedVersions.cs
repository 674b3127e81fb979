using System.Collections.Immutable;
using RefundAgent.Adapters.Context;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Erasure;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>
/// The cases among the items of every version, and what attempts at one left behind. A version that held some keeps its number and is
/// written anew beside itself; its header, moved last, makes it stand, and the rows that it had go after that.
/// </summary>
internal sealed class ErasedVersions(ITables tables, IIdSource ids) : IPersonalData
{
    private readonly ITable versions = tables[TableNames.ContextVersions];
    private readonly ITable items = tables[TableNames.ContextItems];

    public string Kind => "versions";

    public async Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        if (customer.Decisions.IsEmpty)
        {
            return 0;
        }

        var erased = 0;
        await foreach (var row in versions.QueryAsync(RowQuery.Of(ContextRows.TenantPartition(tenant)), cancellationToken))
        {
            erased += await EraseAsync(tenant, row, customer, cancellationToken) ? 1 : 0;
        }

        return erased;
    }

    private async Task<bool> EraseAsync(TenantId tenant, Row header, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var version = header.Read<ContextRows.Header>(versions.Name);
        var own = ContextRows.ItemPartition(tenant, version.Version, version.Attempt);
        var found = new List<Row>();
        await foreach (var item in items.QueryAsync(ContextRows.AllAttempts(tenant, version.Version), cancellationToken))
        {
            found.Add(item);
        }

        var stored = found.Where(item => item.Partition == own).Select(item => item.Read<LearnedItem>(items.Name)).ToImmutableArray();
        var kept = stored.RemoveAll(item => item is LearnedItem.Precedent precedent && customer.Decisions.Contains(precedent.Decision));
        var stays = kept.Length == stored.Length ? own : await RewriteAsync(tenant, header, version, kept, cancellationToken);
        var gone = found.Where(item => item.Partition != stays).ToList();
        foreach (var item in gone)
        {
            await items.TryWriteAsync(RowWrite.Delete(item.Partition, item.Key), cancellationToken);
        }

        return gone.Count > 0;
    }

    private async Task<string> RewriteAsync(
        TenantId tenant, Row header, ContextRows.Header version, ImmutableArray<LearnedItem> kept, CancellationToken cancellationToken)
    {
        var attempt = ids.Next();
        var partition = ContextRows.ItemPartition(tenant, version.Version, attempt);
        var rows = ContextRows.Items(partition, kept);
        foreach (var row in rows)
        {
            await items.TryWriteAsync(RowWrite.Insert(row), cancellationToken);
        }

        var rewritten = version with { Attempt = attempt, Items = kept.Length, Digest = ContextRows.Digest(rows) };
        return await versions.TryWriteAsync(RowWrite.Replace(Row.Of(header.Partition, header.Key, rewritten) with { ETag = header.ETag }), cancellationToken) is null
            ? throw new StorageBusyException($"Context version {version.Version} is being erased by somebody else")
            : partition;
    }
}
