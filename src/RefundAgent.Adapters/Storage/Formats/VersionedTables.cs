using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>Tables to which nothing is written but in the format in force. Reading needs no format: a row says its own.</summary>
internal sealed class VersionedTables(PlainTables plain, FormatInForce format) : ITables
{
    private readonly FrozenDictionary<string, ITable> tables = TableNames.All.ToFrozenDictionary(
        name => name, ITable (name) => new VersionedTable(plain.Tables[name], format), StringComparer.Ordinal);

    public ITable this[string name] => tables[name];

    private sealed class VersionedTable(ITable inner, FormatInForce format) : ITable
    {
        public string Name => inner.Name;

        public Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken) => inner.FindAsync(partition, key, cancellationToken);

        public IAsyncEnumerable<Row> QueryAsync(RowQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public async Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken) =>
            await inner.TryWriteAsync(write.In(await format.GetAsync(cancellationToken)), cancellationToken);

        public async Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
        {
            var version = await format.GetAsync(cancellationToken);
            return await inner.TryCommitAsync(version == StorageFormat.Newest ? writes : [.. writes.Select(write => write.In(version))], cancellationToken);
        }
    }
}
