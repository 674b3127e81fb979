using System.Collections.Immutable;

namespace RefundAgent.Queues;

/// <summary>Messages that failed for good, for a person to see and, once the cause is mended, to try again.</summary>
public interface IPoisonQueues
{
    /// <summary>At most <paramref name="most"/> messages of the poison queue of <paramref name="queue"/>, left where they are.</summary>
    Task<ImmutableArray<QueuedMessage>> ListAsync(string queue, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Sends at most <paramref name="most"/> of them to <paramref name="queue"/> again; a crash between leaves a message in both queues,
    /// which is harmless, since every message is worked on once.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> ReplayAsync(string queue, int most, CancellationToken cancellationToken);
}
