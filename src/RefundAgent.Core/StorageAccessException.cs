namespace RefundAgent;

/// <summary>Storage is there and does not let us in; trying again does not help before somebody signs in or gives a right.</summary>
/// <param name="why">What is missing, and what to do.</param>
public sealed class StorageAccessException(string why, Exception? cause = null) : Exception(why, cause);
