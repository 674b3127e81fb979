using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using RefundAgent.Cli;

namespace RefundAgent.Benchmarks.Ingest;

/// <summary>Receive, insert, delete: as many at once as serve's pump takes, and nothing else.</summary>
internal sealed class FloorLoop(QueueClient queue, TableClient inbox)
{
    /// <summary>As host.json and the pump have it.</summary>
    public const int AtOnce = 8;

    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var inHand = new HashSet<Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            inHand.RemoveWhere(task => task.IsCompletedSuccessfully);
            var received = inHand.Count < AtOnce
                ? (await queue.ReceiveMessagesAsync(AtOnce - inHand.Count, Visibility, CancellationToken.None)).Value
                : [];
            inHand.UnionWith(received.Select(MoveAsync));
            if (received.Length == 0)
            {
                await Task.WhenAny(inHand.Append(Task.Delay(Pause, RealClock.Time, CancellationToken.None)));
            }
        }

        await Task.WhenAll(inHand);
    }

    /// <summary>The row has the product's columns, and the message's own length: the same body without its envelope is a little shorter.</summary>
    private async Task MoveAsync(QueueMessage message)
    {
        var row = new TableEntity("floor00", message.MessageId)
        {
            ["V"] = 1,
            ["N"] = message.MessageId,
            ["P0"] = Convert.FromBase64String(message.MessageText),
            ["Decision"] = message.PopReceipt,
        };
        await inbox.AddEntityAsync(row);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}
