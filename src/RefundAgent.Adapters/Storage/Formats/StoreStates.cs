using Azure;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>Keeps the store's state. It works below the format itself, on tables as they are.</summary>
internal sealed class StoreStates(PlainTables plain, IStorageSetup setup)
{
    private const string Key = "state";

    private readonly ITable states = plain.Tables[TableNames.StorageState];

    /// <summary>The state; where none is written down, a store without a row is new, and one with rows is of before there were formats.</summary>
    public async Task<(StoreState State, string ETag)> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(cancellationToken) is { } row)
            {
                return (StateRow.Read<StoreState>(row), row.ETag!);
            }

            var format = await HasRowsAsync(cancellationToken) ? StorageFormat.Oldest : StorageFormat.Newest;
            var state = new StoreState(format, StorageFormat.Build);
            if (await WriteAsync(state, null, cancellationToken) is { } etag)
            {
                return (state, etag);
            }
        }
    }

    /// <returns>Null where somebody else has written it since.</returns>
    public Task<string?> WriteAsync(StoreState state, string? etag, CancellationToken cancellationToken)
    {
        var row = StateRow.Of(Key, state, etag);
        return states.TryWriteAsync(etag is null ? RowWrite.Insert(row) : RowWrite.Replace(row), cancellationToken);
    }

    /// <summary>A deployment may bring the code before the tables that are new with it.</summary>
    private async Task<Row?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await states.FindAsync(StateRow.Partition, Key, cancellationToken);
        }
        catch (RequestFailedException fault) when (fault.IsMissingTable())
        {
            await setup.EnsureCreatedAsync(cancellationToken);
            return null;
        }
    }

    private async Task<bool> HasRowsAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(TableNames.All.Where(name => name != TableNames.StorageState)
            .Select(name => plain.Tables[name].QueryAsync(RowQuery.All with { PageSize = 1 }, cancellationToken).AnyAsync(cancellationToken).AsTask()));
        return found.Contains(true);
    }
}

/// <summary>Tables as the store has them, with nothing around them that depends on the format.</summary>
internal sealed record PlainTables(ITables Tables);
