using System.Collections.Immutable;

namespace RefundAgent.Queues;

/// <summary>
/// The receiving end of one queue, as <c>serve</c>'s workers need it: a received message is hidden, not gone, and appears again when its
/// time runs out, so that a killed worker loses nothing. Every call below speaks of the message as last received or renewed.
/// </summary>
public interface IQueueReceiver
{
    /// <summary>At most <paramref name="most"/> (1 to 32), hidden from others for <paramref name="visibility"/>; empty where none is due.</summary>
    Task<ImmutableArray<QueuedMessage>> ReceiveAsync(int most, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Keeps it hidden from now on for <paramref name="visibility"/>; null where another has it by now: stop at once.</summary>
    Task<QueuedMessage?> RenewAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Done with, its stored body included; nothing happens where another has it by now.</summary>
    Task DeleteAsync(QueuedMessage message, CancellationToken cancellationToken);

    /// <summary>Lets it appear again after <paramref name="delay"/>; nothing happens where another has it by now.</summary>
    Task RetryLaterAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Puts it into the poison queue as it is, then takes it out of this one; a crash between leaves it in both, never in none.</summary>
    Task MoveToPoisonAsync(QueuedMessage message, CancellationToken cancellationToken);

    /// <summary>About how many messages there are, hidden ones included.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);
}

/// <summary>All queues of one store.</summary>
public interface IQueues
{
    /// <param name="name">One of <see cref="QueueNames"/>.</param>
    IQueueReceiver this[string name] { get; }
}

/// <param name="Id">The queue's own.</param>
/// <param name="Receipt">Proof of having received it; changes with every receipt and renewal.</param>
/// <param name="Text">As the Functions host would hand it over: Base64 decoded.</param>
/// <param name="DequeueCount">How often it has been received, this time included.</param>
/// <param name="HiddenUntil">When it appears again.</param>
public sealed record QueuedMessage(string Id, string Receipt, string Text, long DequeueCount, DateTimeOffset HiddenUntil);
