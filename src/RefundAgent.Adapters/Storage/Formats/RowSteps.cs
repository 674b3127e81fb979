using System.Collections.Frozen;
using RefundAgent.Adapters.Records;
using RefundAgent.Records;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>
/// What makes a row of one format a row of the next, by format and table: pure, and nothing where the row needs no change but its number.
/// What older builds must still read while the format before is in force may only be added to a row; a step may take away what is replaced.
/// </summary>
internal static class RowSteps
{
    private static readonly FrozenDictionary<(int To, string Table), Func<Row, Row>> Steps = new Dictionary<(int To, string Table), Func<Row, Row>>
    {
        [(2, TableNames.Decisions)] = WithCustomer,
    }.ToFrozenDictionary();

    /// <exception cref="UnreadableRowException">Its body is damaged.</exception>
    public static Row Raise(string table, Row row, int to)
    {
        for (var next = (row.Body.Schema ?? 0) + 1; next <= to; next++)
        {
            row = Steps.TryGetValue((next, table), out var step) ? step(row) : row;
            row = row with { Body = row.Body with { Schema = next } };
        }

        return row;
    }

    /// <summary>Papers that were written before they had the columns by which an erasure finds them.</summary>
    private static Row WithCustomer(Row row) => DecisionKeys.ArePapers(row.Key)
        ? row with { Tags = DecisionRanges.TagsOf(row.Read<CasePapers>(TableNames.Decisions)) }
        : row;
}
