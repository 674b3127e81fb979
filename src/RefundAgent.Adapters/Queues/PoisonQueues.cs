using System.Collections.Immutable;
using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>Reads poison queues by receiving and giving back, since a peek shows no more than 32 messages.</summary>
internal sealed class PoisonQueues(IMessageQueues queues) : IPoisonQueues
{
    private const int Batch = 32;
    private static readonly TimeSpan WhileReading = TimeSpan.FromSeconds(30);

    public async Task<ImmutableArray<QueuedMessage>> ListAsync(string queue, int most, CancellationToken cancellationToken)
    {
        var poison = queues[QueueNames.Poison(queue)];
        var seen = new List<QueuedMessage>();
        try
        {
            while (seen.Count < most && await poison.ReceiveAsync(Math.Min(Batch, most - seen.Count), WhileReading, cancellationToken) is { Length: > 0 } batch)
            {
                seen.AddRange(batch);
            }
        }
        finally
        {
            foreach (var message in seen)
            {
                await poison.RetryLaterAsync(message, TimeSpan.Zero, CancellationToken.None);
            }
        }

        return [.. seen];
    }

    public async Task<int> ReplayAsync(string queue, int most, CancellationToken cancellationToken)
    {
        var poison = queues[QueueNames.Poison(queue)];
        var replayed = 0;
        while (replayed < most && await poison.ReceiveAsync(Math.Min(Batch, most - replayed), WhileReading, cancellationToken) is { Length: > 0 } batch)
        {
            foreach (var message in batch)
            {
                await queues[queue].SendAsync(message.Text, cancellationToken);
                await poison.DropAsync(message, cancellationToken);
                replayed++;
            }
        }

        return replayed;
    }
}
