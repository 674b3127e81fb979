using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace RefundAgent.Adapters.Storage;

/// <summary>A table that lives as long as its process, with the keys, ETags, order and transactions of the real one.</summary>
internal sealed class MemoryTable(string name, StorageMeter meter) : ITable
{
    private readonly Lock gate = new();
    private readonly SortedList<string, SortedList<string, Row>> partitions = new(StringComparer.Ordinal);
    private long version;

    public string Name => name;

    public Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        lock (gate)
        {
            return Task.FromResult(Find(partition, key));
        }
    }

    public async IAsyncEnumerable<Row> QueryAsync(RowQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        ImmutableArray<Row> rows;
        lock (gate)
        {
            rows = [.. Select(query)];
        }

        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }

    public async Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken) =>
        (await TryCommitAsync([write], cancellationToken))?[0];

    public Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        RowWrite.RequireTransaction(writes);
        Count(cancellationToken);
        lock (gate)
        {
            return Task.FromResult<ImmutableArray<string>?>(writes.All(Fits) ? [.. writes.Select(Apply)] : null);
        }
    }

    private void Count(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        meter.Count(name);
    }

    private Row? Find(string partition, string key) =>
        partitions.TryGetValue(partition, out var rows) && rows.TryGetValue(key, out var row) ? row : null;

    private bool Fits(RowWrite write)
    {
        var there = Find(write.Row.Partition, write.Row.Key);
        return write.Kind switch
        {
            WriteKind.Insert => there is null,
            WriteKind.Put => true,
            _ => there is not null && (write.Row.ETag is null || write.Row.ETag == there.ETag),
        };
    }

    private string Apply(RowWrite write)
    {
        var row = write.Row with { ETag = (++version).ToString(CultureInfo.InvariantCulture) };
        if (!partitions.TryGetValue(row.Partition, out var rows))
        {
            partitions.Add(row.Partition, rows = new SortedList<string, Row>(StringComparer.Ordinal));
        }

        if (write.Kind != WriteKind.Delete)
        {
            rows[row.Key] = row;
            return row.ETag;
        }

        rows.Remove(row.Key);
        if (rows.Count == 0)
        {
            partitions.Remove(row.Partition);
        }

        return string.Empty;
    }

    private IEnumerable<Row> Select(RowQuery query)
    {
        if (query.PartitionTo is not { } end)
        {
            return partitions.TryGetValue(query.PartitionFrom, out var only)
                ? Between(only, query.KeyFrom ?? string.Empty, query.KeyTo).Where(row => Matches(row, query))
                : [];
        }

        return Between(partitions, query.PartitionFrom, end).SelectMany(rows => rows.Values).Where(row => Matches(row, query));
    }

    private static IEnumerable<TValue> Between<TValue>(SortedList<string, TValue> sorted, string from, string? to)
    {
        for (var index = FirstAtLeast(sorted.Keys, from); index < sorted.Count; index++)
        {
            if (to is not null && string.CompareOrdinal(sorted.Keys[index], to) >= 0)
            {
                yield break;
            }

            yield return sorted.Values[index];
        }
    }

    private static int FirstAtLeast(IList<string> keys, string from)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(keys[middle], from) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool Matches(Row row, RowQuery query) =>
        (query.OlderThan is null || row.Body.Schema < query.OlderThan)
        && query.Tags.All(match => row.Tags.Any(tag => tag.Name == match.Name && string.CompareOrdinal(tag.Value, match.Value) is var order
            && (order == 0 || (match.OrGreater && order > 0))));
}
