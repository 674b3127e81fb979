namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>
/// Rows that tell of the store itself: written in the oldest format and read whatever they say of theirs, so that builds of any age understand
/// each other.
/// </summary>
internal static class StateRow
{
    public const string Partition = "store";

    public static Row Of<T>(string key, T value, string? etag = null)
    {
        var row = Row.Of(Partition, key, value);
        return row with { Body = row.Body with { Schema = StorageFormat.Oldest }, ETag = etag };
    }

    /// <exception cref="UnreadableRowException">Its body is damaged.</exception>
    public static T Read<T>(Row row) => (row with { Body = row.Body with { Schema = StorageFormat.Newest } }).Read<T>(TableNames.StorageState);
}
