namespace RefundAgent;

/// <summary>
/// Storage did not take a write or give an answer within the tries that a caller can be kept waiting for; nothing is known to be wrong,
/// so the caller is told to come again (503) and a queue message is tried later.
/// </summary>
public sealed class StorageBusyException(string what, Exception? cause = null)
    : Exception($"Storage is busy: {what}. Try again in a few seconds.", cause);
