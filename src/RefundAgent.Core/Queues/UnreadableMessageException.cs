namespace RefundAgent.Queues;

/// <summary>A queue message that this version of the program cannot understand; it ends in the poison queue as it is, for a person to see.</summary>
public sealed class UnreadableMessageException(string why, Exception? cause = null)
    : Exception($"The queue message cannot be read: {why} After its last try it is kept in the poison queue as it is.", cause);
