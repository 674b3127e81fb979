using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>A whole queue: the receiving end and the sending one.</summary>
internal interface IMessageQueue : IQueueReceiver
{
    Task SendAsync(string text, CancellationToken cancellationToken) => SendAsync(text, TimeSpan.Zero, cancellationToken);

    /// <param name="text">Not yet Base64. Kept until somebody deletes it.</param>
    /// <param name="after">How long it stays hidden first, at most a week.</param>
    /// <param name="cancellationToken">Leaves it open whether it was sent.</param>
    Task SendAsync(string text, TimeSpan after, CancellationToken cancellationToken);

    /// <summary>Takes a message out and leaves its stored body, since another queue holds the message now.</summary>
    Task DropAsync(QueuedMessage message, CancellationToken cancellationToken);
}

/// <summary>All queues of one store, with their sending ends.</summary>
internal interface IMessageQueues : IQueues
{
    new IMessageQueue this[string name] { get; }

    IQueueReceiver IQueues.this[string name] => this[name];
}
