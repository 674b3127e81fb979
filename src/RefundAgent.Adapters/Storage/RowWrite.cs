using RefundAgent.Adapters.Storage.Formats;

namespace RefundAgent.Adapters.Storage;

/// <summary>A change of one row, alone or as part of a transaction.</summary>
internal sealed record RowWrite
{
    public const int MostInOneTransaction = 100;

    /// <summary>Of payload: a transaction's request holds 4 MiB, in which payloads are Base64.</summary>
    public const int BytesInOneTransaction = 2 * 1024 * 1024;

    private RowWrite(WriteKind kind, Row row)
    {
        Kind = kind;
        Row = row;
    }

    public WriteKind Kind { get; }

    public Row Row { get; }

    /// <summary>What Azure would refuse as a transaction, refused by every store and before it is sent.</summary>
    /// <exception cref="ArgumentException">None or more than 100 rows, of several partitions, or one row twice.</exception>
    public static void RequireTransaction(IReadOnlyList<RowWrite> writes)
    {
        if (writes.Count is 0 or > MostInOneTransaction
            || writes.Any(write => write.Row.Partition != writes[0].Row.Partition)
            || writes.Select(write => write.Row.Key).Distinct(StringComparer.Ordinal).Count() != writes.Count)
        {
            throw new ArgumentException(
                $"A transaction takes 1 to {MostInOneTransaction} rows of one partition, each once; this one has {writes.Count}.", nameof(writes));
        }
    }

    /// <summary>Only where no such row is.</summary>
    public static RowWrite Insert(Row row) => new(WriteKind.Insert, row);

    /// <summary>Only where the row still is the version of its <see cref="Row.ETag"/>; any version for null.</summary>
    public static RowWrite Replace(Row row) => new(WriteKind.Replace, row);

    /// <summary>Whatever is there.</summary>
    public static RowWrite Put(Row row) => new(WriteKind.Put, row);

    /// <summary>Only where the row is there, in the version of its <see cref="Row.ETag"/>; any version for null.</summary>
    public static RowWrite Delete(Row row) => new(WriteKind.Delete, row);

    /// <summary>The same as every build writes it while <paramref name="format"/> is in force; a row that was read keeps the format that it has.</summary>
    public RowWrite In(int format) => Row.Body.Schema == StorageFormat.Newest && format != StorageFormat.Newest
        ? new RowWrite(Kind, Row with { Body = Row.Body with { Schema = format } })
        : this;

    /// <inheritdoc cref="Delete(Row)"/>
    public static RowWrite Delete(string partition, string key, string? etag = null) =>
        new(WriteKind.Delete, new Row { Partition = partition, Key = key, Body = new RowBody(null, false, []), ETag = etag });
}

/// <summary>How a write treats what is there already.</summary>
internal enum WriteKind
{
    Insert,
    Replace,
    Put,
    Delete,
}
