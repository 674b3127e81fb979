using RefundAgent.Adapters.Storage;

namespace RefundAgent.Tests.BadInputs;

/// <summary>What a hand in a storage browser does to a row, and how it is put right again.</summary>
internal static class Damage
{
    /// <returns>The row as it was.</returns>
    public static async Task<Row> DoAsync(ITables tables, string table, Func<Row, bool>? which = null)
    {
        var row = await FindAsync(tables, table, which);
        await PutAsync(tables, table, row with { Body = row.Body with { Packed = false, Pieces = ["{\"edited\":"u8.ToArray()] } });
        return row;
    }

    public static async Task PutAsync(ITables tables, string table, Row row) =>
        Assert.NotNull(await tables[table].TryWriteAsync(RowWrite.Put(row with { ETag = null }), default));

    private static async Task<Row> FindAsync(ITables tables, string table, Func<Row, bool>? which)
    {
        await foreach (var row in tables[table].QueryAsync(new RowQuery { PartitionFrom = string.Empty, PartitionTo = "~~~" }, default))
        {
            if (which is null || which(row))
            {
                return row;
            }
        }

        throw new InvalidOperationException($"Table {table} has no such row.");
    }
}
