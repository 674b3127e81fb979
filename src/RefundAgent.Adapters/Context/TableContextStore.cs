using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Identity;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Context;

/// <summary>Versions whose header, written last and once, makes them stand; and one pointer row a tenant, moved by its ETag.</summary>
internal sealed class TableContextStore(ITables tables, IIdSource ids, TimeProvider time, ILogger<TableContextStore> logger) : IContextStore
{
    /// <summary>Above every encoded tenant: '~' is the highest character that an encoding begins with.</summary>
    private const string AfterTenants = "~~";

    private readonly ITable pointers = tables[TableNames.ContextPointer];
    private readonly ITable versions = tables[TableNames.ContextVersions];
    private readonly ITable items = tables[TableNames.ContextItems];

    public async Task<ActiveVersions> ReadPointerAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await pointers.FindAsync(ContextRows.TenantPartition(tenant), ContextRows.PointerKey, cancellationToken) is { } row
            && row.Read<ContextRows.Pointer>(pointers.Name) is var pointer
                ? new ActiveVersions(pointer.Context, pointer.Policy, row.ETag) { Held = pointer.Held }
                : ActiveVersions.None;

    public async Task<ImmutableArray<TenantId>> TenantsAsync(CancellationToken cancellationToken)
    {
        var tenants = ImmutableArray.CreateBuilder<TenantId>();
        await foreach (var row in pointers.QueryAsync(new RowQuery { PartitionFrom = string.Empty, PartitionTo = AfterTenants }, cancellationToken))
        {
            if (row.TryRead<ContextRows.Pointer>(pointers, logger, out var pointer))
            {
                tenants.Add(pointer.Tenant);
            }
        }

        return tenants.ToImmutable();
    }

    public async Task<bool> SaveAsync(TenantId tenant, LearnedContext context, CancellationToken cancellationToken)
    {
        var (partition, key) = (ContextRows.TenantPartition(tenant), ContextRows.VersionKey(context.Version));
        if (context.Version <= ContextVersion.Empty || await versions.FindAsync(partition, key, cancellationToken) is not null)
        {
            return false;
        }

        var attempt = ids.Next();
        var rows = ContextRows.Items(ContextRows.ItemPartition(tenant, context.Version, attempt), context.Items);
        foreach (var batch in Batches(rows))
        {
            if (await items.TryCommitAsync(batch, cancellationToken) is null)
            {
                throw new InvalidOperationException($"Attempt {attempt} at context version {context.Version} exists already: ids must never repeat.");
            }
        }

        var header = new ContextRows.Header(
            context.Version, attempt, context.Items.Length, ContextRows.Digest(rows), context.Through, context.Segments, context.Proposals, context.Over,
            time.GetUtcNow());
        return await versions.TryWriteAsync(RowWrite.Insert(Row.Of(partition, key, header)), cancellationToken) is not null;
    }

    public async Task<LearnedContext?> FindAsync(TenantId tenant, ContextVersion version, CancellationToken cancellationToken)
    {
        if (version == ContextVersion.Empty)
        {
            return LearnedContext.Empty;
        }

        var (partition, key) = (ContextRows.TenantPartition(tenant), ContextRows.VersionKey(version));
        if (await versions.FindAsync(partition, key, cancellationToken) is not { } row)
        {
            return null;
        }

        var header = row.Read<ContextRows.Header>(versions.Name);
        var rows = new List<Row>(header.Items);
        await foreach (var item in items.QueryAsync(RowQuery.Of(ContextRows.ItemPartition(tenant, version, header.Attempt)), cancellationToken))
        {
            rows.Add(item);
        }

        if (rows.Count != header.Items || ContextRows.Digest(rows) != header.Digest)
        {
            throw new UnreadableRowException(
                versions.Name, partition, key, $"its {header.Items} items in table '{items.Name}' are not those that were saved.");
        }

        return new LearnedContext
        {
            Version = version,
            Items = [.. rows.Select(item => item.Read<LearnedItem>(items.Name))],
            Through = header.Through,
            Over = header.Over,
            Segments = header.Segments.WithComparers(StringComparer.Ordinal),
            Proposals = header.Proposals.IsDefault ? [] : header.Proposals,
        };
    }

    public async Task<ContextVersion> NewestAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var newest = RowQuery.Of(ContextRows.TenantPartition(tenant)) with { PageSize = 1 };
        await foreach (var row in versions.QueryAsync(newest, cancellationToken))
        {
            return row.Read<ContextRows.Header>(versions.Name).Version;
        }

        return ContextVersion.Empty;
    }

    public async IAsyncEnumerable<SavedVersion> ListAsync(
        TenantId tenant, ContextVersion? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = RowQuery.Of(ContextRows.TenantPartition(tenant)) with
        {
            KeyFrom = before is { Number: > 0 } last ? ContextRows.VersionKey(new ContextVersion(last.Number - 1)) : null,
        };
        await foreach (var row in versions.QueryAsync(query, cancellationToken))
        {
            var header = row.Read<ContextRows.Header>(versions.Name);
            yield return new SavedVersion(header.Version, header.Over, header.Items, header.Through, header.SavedAt);
        }
    }

    public async Task<bool> SwapAsync(TenantId tenant, ActiveVersions from, ActiveVersions to, CancellationToken cancellationToken)
    {
        var pointer = new ContextRows.Pointer(tenant, to.Context, to.Policy, to.Held);
        var row = Row.Of(ContextRows.TenantPartition(tenant), ContextRows.PointerKey, pointer) with { ETag = from.ETag };
        var write = from.ETag is null ? RowWrite.Insert(row) : RowWrite.Replace(row);
        return await pointers.TryWriteAsync(write, cancellationToken) is not null;
    }

    private static IEnumerable<IReadOnlyList<RowWrite>> Batches(ImmutableArray<Row> rows)
    {
        var batch = new List<RowWrite>();
        var bytes = 0;
        foreach (var row in rows)
        {
            if (batch.Count == RowWrite.MostInOneTransaction || (batch.Count > 0 && bytes + row.Body.StoredBytes > RowWrite.BytesInOneTransaction))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(RowWrite.Insert(row));
            bytes += row.Body.StoredBytes;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
