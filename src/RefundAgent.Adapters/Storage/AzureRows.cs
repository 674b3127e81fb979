using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// Rows as entities: <c>V</c> the schema version, <c>Z</c> whether packed, <c>P0</c>, <c>P1</c>, … the payload, <c>N</c> the mark of the
/// write, and the tags under their own names.
/// </summary>
internal static class AzureRows
{
    /// <summary>
    /// Every write bears its own mark: a write whose answer was lost is tried again by the client and then seems to have lost a race; the
    /// mark tells that the winner was this very write.
    /// </summary>
    public const string WriteMark = "N";

    private const string Schema = "V";
    private const string Packed = "Z";
    private const string Piece = "P";

    private static readonly ImmutableArray<string> OwnColumns = ["odata.etag", "PartitionKey", "RowKey", "Timestamp", Schema, Packed];

    public static TableEntity ToEntity(Row row, string mark)
    {
        var entity = new TableEntity(row.Partition, row.Key) { [Schema] = row.Body.Schema };
        if (row.Body.Packed)
        {
            entity[Packed] = true;
        }

        for (var index = 0; index < row.Body.Pieces.Length; index++)
        {
            entity[PieceName(index)] = row.Body.Pieces[index].ToArray();
        }

        foreach (var tag in row.Tags)
        {
            entity[tag.Name] = tag.Value;
        }

        entity[WriteMark] = mark; // Last: a row that was read brings the mark of the write before along.

        return entity;
    }

    /// <summary>Never fails: what is wrong with an entity shows when its body is read, so that a list can go on over it.</summary>
    public static Row ToRow(TableEntity entity)
    {
        var pieces = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(1);
        while (entity.TryGetValue(PieceName(pieces.Count), out var piece) && piece is byte[] bytes)
        {
            pieces.Add(bytes);
        }

        return new Row
        {
            Partition = entity.PartitionKey,
            Key = entity.RowKey,
            ETag = entity.ETag.ToString(),
            Body = new RowBody(entity[Schema] as int?, entity[Packed] is true, pieces.ToImmutable()),
            Tags = [.. entity.Where(IsTag).Select(column => new RowTag(column.Key, (string)column.Value))],
        };
    }

    public static ETag ETagOf(Row row) => row.ETag is { } mark ? new ETag(mark) : ETag.All;

    /// <summary>Single partitions and ranges only: what Azure answers from its index.</summary>
    public static string FilterOf(RowQuery query)
    {
        var filter = new StringBuilder();
        And(filter, "PartitionKey", query.PartitionTo is null ? "eq" : "ge", query.PartitionFrom);
        And(filter, "PartitionKey", "lt", query.PartitionTo);
        And(filter, "RowKey", "ge", query.KeyFrom);
        And(filter, "RowKey", "lt", query.KeyTo);
        foreach (var match in query.Tags)
        {
            And(filter, match.Name, match.OrGreater ? "ge" : "eq", match.Value);
        }

        if (query.OlderThan is { } format)
        {
            filter.Append(CultureInfo.InvariantCulture, $" and {Schema} lt {format}");
        }

        return filter.ToString();
    }

    private static void And(StringBuilder filter, string column, string comparison, string? value)
    {
        if (value is not null)
        {
            filter.Append(filter.Length > 0 ? " and " : string.Empty)
                .Append(CultureInfo.InvariantCulture, $"{column} {comparison} '{value.Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }

    private static bool IsTag(KeyValuePair<string, object> column) => column.Value is string && !OwnColumns.Contains(column.Key);

    private static string PieceName(int index) => Piece + index.ToString(CultureInfo.InvariantCulture);
}
