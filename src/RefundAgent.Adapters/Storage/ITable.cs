using System.Collections.Immutable;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// What this product needs of a table, and no more: every port is written once over this, so that storage in memory and on Azure can only
/// differ below this line. Lost races are values; a store that gives no answer throws <see cref="StorageBusyException"/>.
/// </summary>
internal interface ITable
{
    string Name { get; }

    /// <summary>One operation.</summary>
    Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken);

    /// <summary>One operation for each thousand rows.</summary>
    IAsyncEnumerable<Row> QueryAsync(RowQuery query, CancellationToken cancellationToken);

    /// <summary>The ETag written; null where the row was there (insert), was not, or was another version (replace, delete). One operation.</summary>
    Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken);

    /// <summary>
    /// All or nothing within one partition: at most 100 rows, each once. The ETags in the order of the writes (empty for a deletion), or
    /// null where any write alone would have lost. One operation.
    /// </summary>
    Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken);
}

/// <summary>All tables of one store.</summary>
internal interface ITables
{
    /// <param name="name">One of <see cref="TableNames"/>.</param>
    ITable this[string name] { get; }
}
