using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace RefundAgent.Adapters.Storage;

/// <summary>Cuts rows that come in the order of their keys into what one transaction each can take.</summary>
internal static class Batches
{
    public static async IAsyncEnumerable<ImmutableArray<Row>> OfAsync(
        IAsyncEnumerable<Row> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = ImmutableArray.CreateBuilder<Row>(RowWrite.MostInOneTransaction);
        var bytes = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (batch.Count > 0
                && (row.Partition != batch[0].Partition
                    || batch.Count == RowWrite.MostInOneTransaction
                    || bytes + row.Body.StoredBytes > RowWrite.BytesInOneTransaction))
            {
                yield return batch.DrainToImmutable();
                bytes = 0;
            }

            batch.Add(row);
            bytes += row.Body.StoredBytes;
        }

        if (batch.Count > 0)
        {
            yield return batch.ToImmutable();
        }
    }
}
