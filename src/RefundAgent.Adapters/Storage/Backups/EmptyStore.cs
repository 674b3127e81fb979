using Azure.Data.Tables;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>A store that a backup is restored into: looked at before, written to, never merged with.</summary>
internal sealed class EmptyStore(AzureClients clients)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <summary>What is in it, in words; empty for a store that has nothing.</summary>
    public async Task<List<string>> ContentsAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var name in BackupOrder.Tables)
        {
            if (await clients.Tables.GetTableClient(name).QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: cancellationToken).AnyAsync(cancellationToken))
            {
                found.Add($"table {name}");
            }
        }

        foreach (var name in QueueNames.All)
        {
            if ((await clients.Queues.GetQueueClient(name).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0)
            {
                found.Add($"queue {name}");
            }
        }

        if (await clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads).GetBlobsAsync(cancellationToken: cancellationToken).AnyAsync(cancellationToken))
        {
            found.Add($"container {ContainerNames.Payloads}");
        }

        return found;
    }

    /// <summary>Again from its first line where an attempt before did not come to its end.</summary>
    public Task FillAsync(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<int> heard, CancellationToken cancellationToken) => name switch
    {
        ContainerNames.Payloads => FillPayloadsAsync(lines, heard, cancellationToken),
        QueueNames.TicketsPoison or QueueNames.FeedbackPoison => FillQueueAsync(name, lines, heard, cancellationToken),
        _ => FillTableAsync(clients.Tables.GetTableClient(name), lines, heard, cancellationToken),
    };

    private static Task FillTableAsync(TableClient table, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<int> heard, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            TransactionsAsync(lines),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (rows, stopped) =>
            {
                await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), stopped);
                heard(rows.Count);
            });

    private static async IAsyncEnumerable<List<TableEntity>> TransactionsAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var rows = new List<TableEntity>();
        var bytes = 0;
        await foreach (var line in lines)
        {
            var row = EntityLine.Read(line);
            if (rows.Count > 0
                && (row.PartitionKey != rows[0].PartitionKey || rows.Count == RowWrite.MostInOneTransaction || bytes + line.Length > RowWrite.BytesInOneTransaction))
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

    private async Task FillPayloadsAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<int> heard, CancellationToken cancellationToken)
    {
        var container = clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads);
        await foreach (var line in lines)
        {
            var payload = CanonicalJson.Read<StoredPayload>(line.Span);
            await container.GetBlobClient(payload.Name).UploadAsync(BinaryData.FromBytes(payload.Content), overwrite: true, cancellationToken);
            heard(1);
        }
    }

    /// <summary>Messages have no key to be written over by, so what an attempt before has sent goes first.</summary>
    private async Task FillQueueAsync(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<int> heard, CancellationToken cancellationToken)
    {
        var queue = clients.Queues.GetQueueClient(name);
        await queue.ClearMessagesAsync(cancellationToken);
        await foreach (var line in lines)
        {
            await queue.SendMessageAsync(CanonicalJson.Read<string>(line.Span), TimeSpan.Zero, NeverExpires, cancellationToken);
            heard(1);
        }
    }
}
