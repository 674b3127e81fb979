using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>Everything that a store keeps, as lines: what a backup is made of, and what a restored store is compared by.</summary>
internal sealed class StoreContent(AzureClients clients)
{
    private const int PageSize = 1000;
    private const int MostMessages = 32;

    /// <summary>Within this a poison queue is read from end to end; a message that is read is hidden until it is given back.</summary>
    private static readonly TimeSpan WhileReading = TimeSpan.FromMinutes(10);

    /// <param name="name">One of <see cref="BackupOrder.Files"/>.</param>
    /// <param name="cancellationToken">Between two pages.</param>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(string name, CancellationToken cancellationToken) => name switch
    {
        ContainerNames.Payloads => PayloadsAsync(cancellationToken),
        QueueNames.TicketsPoison or QueueNames.FeedbackPoison => MessagesAsync(clients.Queues.GetQueueClient(name), cancellationToken),
        _ => RowsAsync(clients.Tables.GetTableClient(name), cancellationToken),
    };

    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken) =>
        (await clients.Queues.GetQueueClient(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>By page, each of one moment. A partition that a page would cut in two is asked for by itself, so that its rows fit each other.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> RowsAsync(TableClient table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        var from = "PartitionKey ge ''";
        while (true)
        {
            // A page may be empty and not the last.
            var page = await table.QueryAsync<TableEntity>(from, PageSize, cancellationToken: cancellationToken).AsPages()
                .FirstAsync(found => found.Values.Count > 0 || found.ContinuationToken is null, cancellationToken);
            var cut = page.ContinuationToken is null ? null : page.Values[^1].PartitionKey;
            var whole = page.Values.TakeWhile(row => row.PartitionKey != cut).ToList();
            foreach (var row in whole)
            {
                yield return LineOf(row, line);
            }

            if (cut is null)
            {
                yield break;
            }

            if (whole.Count > 0)
            {
                from = $"PartitionKey ge {Quoted(cut)}";
                continue;
            }

            await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq {Quoted(cut)}", PageSize, cancellationToken: cancellationToken))
            {
                yield return LineOf(row, line);
            }

            from = $"PartitionKey gt {Quoted(cut)}";
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PayloadsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var container = clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads);
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var found = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            yield return JsonSerializer.SerializeToUtf8Bytes(new StoredPayload(blob.Name, found.Value.Content.ToArray()), CanonicalJson.Options);
        }
    }

    /// <summary>Taken, noted and given back, since a peek shows no more than 32; sorted, since the order in which they come is not theirs.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> MessagesAsync(QueueClient queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        var taken = new List<(string Id, string Receipt)>();
        try
        {
            while ((await queue.ReceiveMessagesAsync(MostMessages, WhileReading, cancellationToken)).Value is { Length: > 0 } messages)
            {
                texts.AddRange(messages.Select(message => message.MessageText));
                taken.AddRange(messages.Select(message => (message.MessageId, message.PopReceipt)));
            }
        }
        finally
        {
            foreach (var (id, receipt) in taken)
            {
                await queue.UpdateMessageAsync(id, receipt, (string?)null, TimeSpan.Zero, CancellationToken.None);
            }
        }

        foreach (var text in texts.Order(StringComparer.Ordinal))
        {
            yield return JsonSerializer.SerializeToUtf8Bytes(text, CanonicalJson.Options);
        }
    }

    private static ReadOnlyMemory<byte> LineOf(TableEntity row, ArrayBufferWriter<byte> line)
    {
        line.ResetWrittenCount();
        EntityLine.Write(row, line);
        return line.WrittenMemory;
    }

    private static string Quoted(string key) => $"'{key.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <param name="Name">Of the blob.</param>
/// <param name="Content">Base64 in the line.</param>
internal sealed record StoredPayload(string Name, byte[] Content);
