namespace RefundAgent;

/// <summary>
/// The store is not for this build to work on: it is in a format that the build does not know, or a restore of it is unfinished. Nothing was
/// read or written; messages stay in their queues until a process starts that may work on it.
/// </summary>
/// <param name="why">What is the matter, and which build or command is needed.</param>
public sealed class StorageFormatException(string why) : Exception(why);
