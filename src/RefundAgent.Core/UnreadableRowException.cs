namespace RefundAgent;

/// <summary>
/// A stored row is not what this version of the program writes: edited by hand, written by a newer version, or damaged. It is never
/// overwritten or skipped in silence, since it may be the only record of money or of a person's word.
/// </summary>
public sealed class UnreadableRowException(string table, string partition, string key, string why, Exception? cause = null)
    : Exception(
        $"The row PartitionKey='{partition}', RowKey='{key}' of table '{table}' cannot be read: {why} "
        + "Restore it from a backup, or delete it with a storage tool if it may be lost; it was left as it is.",
        cause)
{
    public string Table { get; } = table;

    public string Partition { get; } = partition;

    public string Key { get; } = key;

    /// <summary>What is wrong with it, in a sentence.</summary>
    public string Why { get; } = why;
}
