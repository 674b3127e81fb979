using System.Buffers;
using Azure;
using Azure.Data.Tables;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>
/// A table that a backup's rows are added to, never written over: a process that stood still while another finished the restore finds what the
/// agent has written since, and stops. Rows of an attempt before are there already, and are what the backup has.
/// </summary>
/// <param name="table">Of the store.</param>
/// <param name="stillOurs">
/// Throws where another process has taken over. Asked before the write once for each transaction's worth of rows, as partitions of a few rows are
/// many: a row that is added between two questions is one that the other process's backup has as well.
/// </param>
internal sealed class EmptyTable(TableClient table, Func<CancellationToken, Task> stillOurs)
{
    private const int AtOnce = 8;

    /// <summary>Whether an attempt before has come as far as the batch before: then the rows are looked for first, and not sent in vain.</summary>
    private volatile bool filledBefore;

    /// <summary>Rows since it was asked whether the store is still ours; the first rows ask.</summary>
    private int unasked = RowWrite.MostInOneTransaction;

    public Task FillAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<int> heard, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        TransactionsAsync(lines),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (rows, stopped) =>
        {
            await AddAsync(rows, stopped);
            heard(rows.Count);
        });

    private static async IAsyncEnumerable<List<LineRow>> TransactionsAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var rows = new List<LineRow>();
        var bytes = 0;
        await foreach (var line in lines)
        {
            var row = new LineRow(EntityLine.Read(line), line);
            if (rows.Count > 0
                && (row.Entity.PartitionKey != rows[0].Entity.PartitionKey
                    || rows.Count == RowWrite.MostInOneTransaction
                    || bytes + line.Length > RowWrite.BytesInOneTransaction))
            {
                yield return rows;
                (rows, bytes) = ([], 0);
            }

            rows.Add(row);
            bytes += line.Length;
        }

        if (rows.Count > 0)
        {
            yield return rows;
        }
    }

    private async Task AddAsync(List<LineRow> rows, CancellationToken cancellationToken)
    {
        var missing = rows;
        if (filledBefore)
        {
            missing = await MissingAsync(rows, cancellationToken);
            filledBefore = missing.Count < rows.Count;
        }

        while (missing.Count > 0)
        {
            await AskAsync(missing.Count, cancellationToken);
            try
            {
                await table.SubmitTransactionAsync(missing.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row.Entity)), cancellationToken);
                return;
            }
            catch (RequestFailedException fault) when (fault.Status == AzureFaults.Conflict)
            {
                filledBefore = true;
                missing = await MissingAsync(missing, cancellationToken);
            }
        }
    }

    private async Task AskAsync(int rows, CancellationToken cancellationToken)
    {
        if (Interlocked.Add(ref unasked, rows) >= RowWrite.MostInOneTransaction)
        {
            Interlocked.Exchange(ref unasked, 0);
            await stillOurs(cancellationToken);
        }
    }

    /// <summary>With one question for all of them.</summary>
    /// <exception cref="BackupException">A row is there and is another.</exception>
    private async Task<List<LineRow>> MissingAsync(List<LineRow> rows, CancellationToken cancellationToken)
    {
        var there = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        var keys = rows.Select(row => row.Entity.RowKey).ToList();
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {rows[0].Entity.PartitionKey} and RowKey ge {keys.Min(StringComparer.Ordinal)} and RowKey le {keys.Max(StringComparer.Ordinal)}");
        await foreach (var found in table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
        {
            there[found.RowKey] = found;
        }

        var missing = new List<LineRow>();
        var line = new ArrayBufferWriter<byte>();
        foreach (var row in rows)
        {
            if (!there.TryGetValue(row.Entity.RowKey, out var found))
            {
                missing.Add(row);
                continue;
            }

            line.ResetWrittenCount();
            EntityLine.Write(found, line);
            if (!line.WrittenSpan.SequenceEqual(row.Line.Span))
            {
                await stillOurs(cancellationToken);
                throw new BackupException(
                    $"Row {found.PartitionKey} {found.RowKey} of table {table.Name} is not what the backup holds: somebody has written to this store. It was left as it is. Empty the store, and restore again.");
            }
        }

        return missing;
    }

    private sealed record LineRow(TableEntity Entity, ReadOnlyMemory<byte> Line);
}
