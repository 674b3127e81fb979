using Azure;
using Azure.Data.Tables;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>A store that a backup is restored into: looked at before, added to, never merged with and never written over.</summary>
internal sealed class EmptyStore(AzureClients clients)
{
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
    /// <param name="name">One of <see cref="BackupOrder.Files"/>.</param>
    /// <param name="lines">What the backup has of it.</param>
    /// <param name="stillOurs">Throws where another process has taken over; asked before writes.</param>
    /// <param name="heard">Told how many lines more are there.</param>
    /// <param name="cancellationToken">The next attempt goes on.</param>
    /// <exception cref="BackupException">Something is there that the backup does not have; it stays.</exception>
    public Task FillAsync(
        string name, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Func<CancellationToken, Task> stillOurs, Action<int> heard, CancellationToken cancellationToken) =>
        name switch
        {
            ContainerNames.Payloads => FillPayloadsAsync(lines, stillOurs, heard, cancellationToken),
            QueueNames.TicketsPoison or QueueNames.FeedbackPoison => FillQueueAsync(name, lines, stillOurs, heard, cancellationToken),
            _ => new EmptyTable(clients.Tables.GetTableClient(name), stillOurs).FillAsync(lines, heard, cancellationToken),
        };

    private async Task FillPayloadsAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Func<CancellationToken, Task> stillOurs, Action<int> heard, CancellationToken cancellationToken)
    {
        var container = clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads);
        await foreach (var line in lines)
        {
            var payload = CanonicalJson.Read<StoredPayload>(line.Span);
            var blob = container.GetBlobClient(payload.Name);
            await stillOurs(cancellationToken);
            try
            {
                await blob.UploadAsync(BinaryData.FromBytes(payload.Content), overwrite: false, cancellationToken);
            }
            catch (RequestFailedException fault) when (fault.Status == AzureFaults.Conflict)
            {
                var there = await blob.DownloadContentAsync(cancellationToken);
                if (!there.Value.Content.ToMemory().Span.SequenceEqual(payload.Content))
                {
                    await stillOurs(cancellationToken);
                    throw new BackupException(
                        $"Payload {payload.Name} is not what the backup holds: somebody has written to this store. It was left as it is. Empty the store, and restore again.");
                }
            }

            heard(1);
        }
    }

    /// <summary>Messages have no key to be found by, so what an attempt before has sent goes first.</summary>
    private async Task FillQueueAsync(
        string name, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Func<CancellationToken, Task> stillOurs, Action<int> heard, CancellationToken cancellationToken)
    {
        var queue = clients.Queues.GetQueueClient(name);
        await stillOurs(cancellationToken);
        await queue.ClearMessagesAsync(cancellationToken);
        await foreach (var line in lines)
        {
            await stillOurs(cancellationToken);
            await queue.SendMessageAsync(CanonicalJson.Read<string>(line.Span), TimeSpan.Zero, NeverExpires, cancellationToken);
            heard(1);
        }
    }
}
