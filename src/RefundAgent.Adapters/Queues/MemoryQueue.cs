using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>A queue that lives as long as its process, with the visibility, receipts and dequeue counts of the real one.</summary>
/// <param name="name">Of the queue.</param>
/// <param name="poison">Where its bad messages go; null for a poison queue itself.</param>
internal sealed class MemoryQueue(string name, IMessageQueue? poison, QueueEnvelope envelope, TimeProvider time, StorageMeter meter) : IMessageQueue
{
    private readonly Lock gate = new();
    private readonly LinkedList<Held> messages = [];
    private long counter;

    public Task SendAsync(string text, TimeSpan after, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        lock (gate)
        {
            messages.AddLast(new Held(Next(), text) { VisibleAt = time.GetUtcNow() + after });
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<QueuedMessage>> ReceiveAsync(int most, TimeSpan visibility, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        lock (gate)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<ImmutableArray<QueuedMessage>>(
                [.. messages.Where(held => held.VisibleAt <= now).Take(most).Select(held => Hide(held, now + visibility, received: true))]);
        }
    }

    public Task<QueuedMessage?> RenewAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        lock (gate)
        {
            return Task.FromResult(Find(message) is { } held ? Hide(held, time.GetUtcNow() + visibility, received: false) : null);
        }
    }

    public async Task DeleteAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        if (TryRemove(message, cancellationToken))
        {
            await envelope.ForgetAsync(message.Text, cancellationToken);
        }
    }

    public Task DropAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        TryRemove(message, cancellationToken);
        return Task.CompletedTask;
    }

    public Task RetryLaterAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        RenewAsync(message, delay, cancellationToken);

    public async Task MoveToPoisonAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        var target = poison ?? throw new InvalidOperationException($"Queue '{name}' has no poison queue of its own.");
        await target.SendAsync(message.Text, cancellationToken);
        TryRemove(message, cancellationToken);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        lock (gate)
        {
            return Task.FromResult(messages.Count);
        }
    }

    private bool TryRemove(QueuedMessage message, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        lock (gate)
        {
            return Find(message) is { } held && messages.Remove(held);
        }
    }

    private void Count(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        meter.Count(name);
    }

    private Held? Find(QueuedMessage message) => messages.FirstOrDefault(held => held.Id == message.Id && held.Receipt == message.Receipt);

    private QueuedMessage Hide(Held held, DateTimeOffset until, bool received)
    {
        (held.VisibleAt, held.Receipt) = (until, Next());
        held.DequeueCount += received ? 1 : 0;
        return new QueuedMessage(held.Id, held.Receipt, held.Text, held.DequeueCount, until);
    }

    private string Next() => (++counter).ToString(CultureInfo.InvariantCulture);

    private sealed class Held(string id, string text)
    {
        public string Id => id;

        public string Text => text;

        public string Receipt { get; set; } = string.Empty;

        public DateTimeOffset VisibleAt { get; set; }

        public long DequeueCount { get; set; }
    }
}
