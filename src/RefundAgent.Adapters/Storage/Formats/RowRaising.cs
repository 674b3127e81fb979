using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>Rewrites the rows of a table that are of an older format, several batches at once, none over a row that changes meanwhile.</summary>
internal sealed class RowRaising(ITables tables, Contention contention)
{
    private const int AtOnce = 8;

    /// <summary>After so many rows the position is written down.</summary>
    private const int RowsInStep = 1000;

    /// <summary>What there is to do, by doing it to nothing.</summary>
    public async Task<OlderRows> LookAsync(string table, int to, CancellationToken cancellationToken)
    {
        var (older, unreadable) = (0L, ImmutableArray.CreateBuilder<string>());
        await foreach (var row in tables[table].QueryAsync(RowQuery.All with { OlderThan = to }, cancellationToken))
        {
            if (Raised(table, row, to, out var why) is null)
            {
                unreadable.Add(why!);
            }
            else
            {
                older++;
            }
        }

        return new OlderRows(older, unreadable.ToImmutable());
    }

    /// <param name="table">Its name.</param>
    /// <param name="from">The partition to begin with.</param>
    /// <param name="to">The format.</param>
    /// <returns>Each time when some have been done; everything before the partition is.</returns>
    public async IAsyncEnumerable<RaisedRows> RaiseAsync(
        string table, string from, int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = RowQuery.All with { PartitionFrom = from, OlderThan = to };
        var step = new List<ImmutableArray<Row>>();
        await foreach (var batch in Batches.OfAsync(tables[table].QueryAsync(query, cancellationToken), cancellationToken))
        {
            step.Add(batch);
            if (step.Sum(each => each.Length) >= RowsInStep)
            {
                yield return await RaiseAsync(tables[table], step, to, cancellationToken);
                step.Clear();
            }
        }

        if (step.Count > 0)
        {
            yield return await RaiseAsync(tables[table], step, to, cancellationToken);
        }
    }

    private async Task<RaisedRows> RaiseAsync(ITable table, List<ImmutableArray<Row>> batches, int to, CancellationToken cancellationToken)
    {
        var rewritten = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, options, async (batch, stopped) =>
        {
            var writes = batch.Select(row => Raised(table.Name, row, to, out var _)).OfType<RowWrite>().ToList();
            if (writes.Count > 0 && await table.TryCommitAsync(writes, stopped) is null)
            {
                foreach (var row in batch)
                {
                    await RaiseAsync(table, row, to, stopped);
                }
            }

            Interlocked.Add(ref rewritten, writes.Count);
        });
        return new RaisedRows(batches[^1][0].Partition, rewritten);
    }

    private static RowWrite? Raised(string table, Row row, int to, out string? why)
    {
        try
        {
            why = null;
            return RowWrite.Replace(RowSteps.Raise(table, row, to));
        }
        catch (UnreadableRowException fault)
        {
            why = fault.Message;
            return null;
        }
    }

    /// <summary>By itself, where one of its batch has changed: looked at again, as whoever was faster may have raised it.</summary>
    private Task<string> RaiseAsync(ITable table, Row row, int to, CancellationToken cancellationToken) => contention.RunAsync(
        $"Row {row.Partition} {row.Key} of {table.Name}",
        async _ =>
        {
            var now = await table.FindAsync(row.Partition, row.Key, cancellationToken);
            return now?.Body.Schema < to && Raised(table.Name, now, to, out var _) is { } write
                ? await table.TryWriteAsync(write, cancellationToken)
                : string.Empty;
        },
        cancellationToken);
}

/// <param name="Partition">Begin with this one where it goes on.</param>
/// <param name="Rewritten">Rows.</param>
internal sealed record RaisedRows(string Partition, int Rewritten);

/// <param name="Count">Rows that can be raised.</param>
/// <param name="Unreadable">What is wrong with each of those that cannot.</param>
internal sealed record OlderRows(long Count, ImmutableArray<string> Unreadable);
