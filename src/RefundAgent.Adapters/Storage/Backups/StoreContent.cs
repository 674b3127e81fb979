using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using RefundAgent.Stores;

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
            if (await ContentAsync(container.GetBlobClient(blob.Name), cancellationToken) is { } found)
            {
                yield return JsonSerializer.SerializeToUtf8Bytes(new StoredPayload(blob.Name, found), CanonicalJson.Options);
            }
        }
    }

    /// <returns>Null where a worker has finished its message since it was listed: then nothing refers to it any more.</returns>
    private static async Task<byte[]?> ContentAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>Taken, noted and given back, since a peek shows no more than 32; sorted, since the order in which they come is not theirs.</summary>
    /// <exception cref="BackupException">Somebody else holds some of them.</exception>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> MessagesAsync(QueueClient queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var taken = new Stack<QueueMessage>();
        try
        {
            await TakeAllAsync(queue, taken, cancellationToken);
            taken = new Stack<QueueMessage>(taken.OrderByDescending(message => message.MessageText, StringComparer.Ordinal));
            while (taken.TryPeek(out var message))
            {
                await GiveBackAsync(queue, message, cancellationToken);
                taken.Pop();
                yield return JsonSerializer.SerializeToUtf8Bytes(message.MessageText, CanonicalJson.Options);
            }
        }
        finally
        {
            foreach (var message in taken)
            {
                await GiveBackAsync(queue, message, CancellationToken.None);
            }
        }
    }

    /// <summary>Until as many are in hand as the queue has: its count knows of those, too, that somebody else has in hand and that do not come.</summary>
    private static async Task TakeAllAsync(QueueClient queue, Stack<QueueMessage> taken, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = taken.Count;
            while ((await queue.ReceiveMessagesAsync(MostMessages, WhileReading, cancellationToken)).Value is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    taken.Push(message);
                }
            }

            var there = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            if (there <= taken.Count)
            {
                return;
            }

            if (taken.Count == before)
            {
                throw new BackupException(
                    $"Queue {queue.Name} has {there:N0} messages, and {there - taken.Count:N0} of them are in somebody's hands: 'refund-agent poison', or a backup or restore that was killed and holds them for {WhileReading.TotalMinutes:0} minutes. Run this again then.");
            }
        }
    }

    /// <summary>One that has gone meanwhile needs nobody's hand: it was replayed or deleted, or lay here so long that it came back by itself.</summary>
    private static async Task GiveBackAsync(QueueClient queue, QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, TimeSpan.Zero, cancellationToken);
        }
        catch (RequestFailedException fault) when (fault.IsLostRace() || fault.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // Nothing is left to give back.
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
