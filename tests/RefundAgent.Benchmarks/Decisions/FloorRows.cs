using System.Globalization;
using Azure.Data.Tables;
using RefundAgent.Adapters.Actions;
using RefundAgent.Adapters.Records;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>
/// The rows that `serve` wrote for one case, kept as they are: the floor writes and reads copies of them under a tenant of its own, so that
/// its rows have the product's sizes, columns and key lengths without its code.
/// </summary>
internal sealed class FloorRows
{
    private static readonly TenantId Product = TenantId.From("default");
    private static readonly string Tenant = KeyText.Encode("floor00");

    private readonly BenchCase original;
    private readonly string decisionHash;
    private string refundHash = "-";

    private FloorRows(BenchCase original, DecisionId decision) =>
        (this.original, decisionHash) = (original, decision.Value[^16..]);

    public required TableEntity Slot { get; init; }

    public required TableEntity Record { get; init; }

    public required TableEntity Papers { get; init; }

    /// <summary>The decision in the list of open work; `serve` has taken it out again by the time rows are copied.</summary>
    public required TableEntity Open { get; init; }

    public required TableEntity Pointer { get; init; }

    public required TableEntity Order { get; init; }

    public required TableEntity Payment { get; init; }

    /// <summary>Account, order total and refund; empty where no money moved.</summary>
    public IReadOnlyList<TableEntity> Ledger { get; private set; } = [];

    /// <summary>The day's total and the refund's place in it; empty where no money moved.</summary>
    public IReadOnlyList<TableEntity> Day { get; private set; } = [];

    /// <summary>Answer and charge; empty where no money moved.</summary>
    public IReadOnlyList<TableEntity> Sandbox { get; private set; } = [];

    public int StoredBytes => new[] { Slot, Record, Papers }.Concat(Ledger).Concat(Sandbox)
        .Sum(row => row.Sum(column => (column.Value as byte[])?.Length ?? 0));

    /// <param name="tables">Where `serve` has just decided the case.</param>
    /// <param name="decided">The case.</param>
    /// <param name="decision">Its decision.</param>
    public static async Task<FloorRows> CopyAsync(TableServiceClient tables, BenchCase decided, DecisionId decision, CancellationToken cancellationToken)
    {
        Task<TableEntity> Get(string table, string partition, string key) => GetAsync(tables, table, partition, key, cancellationToken);
        var tenant = KeyText.Encode(Product.Value);
        var keys = DecisionKeys.Of(Product, decision)!;
        async Task<TableEntity> Only(string table, params string[] partition) =>
            (await ListAsync(tables, table, KeyText.Join(partition), cancellationToken)).Single();
        var rows = new FloorRows(decided, decision)
        {
            Slot = await Only(TableNames.DecisionsByTicket, tenant, KeyText.Encode(decided.Ticket)),
            Record = await Get(TableNames.Decisions, keys.Partition, keys.Record),
            Papers = await Get(TableNames.Decisions, keys.Partition, keys.Papers),
            Open = AzureRows.ToEntity(Row.Of(keys.Partition, keys.Open, new { Decision = decision }), decision.Value),
            Pointer = await Only(TableNames.ContextPointer, tenant),
            Order = await Only(TableNames.Orders, tenant, "c", KeyText.Encode(decided.Customer)),
            Payment = await Only(TableNames.Orders, tenant, "p", KeyText.Encode(decided.Payment)),
        };
        if (decided.MovesMoney)
        {
            var account = AccountRows.Partition(Product, CustomerId.From(decided.Customer));
            rows.Ledger = await ListAsync(tables, TableNames.RefundLedger, account, cancellationToken);
            var key = rows.Ledger[^1].RowKey["refund.".Length..];
            rows.refundHash = key[^16..];
            var place = await PlaceAsync(tables, KeyText.Join("refund", key), cancellationToken);
            rows.Day = [await Get(TableNames.Spend, place.PartitionKey, "total"), place];
            rows.Sandbox =
            [
                await Get(TableNames.SandboxPayments, tenant, KeyText.Join("key", key)),
                await Get(TableNames.SandboxPayments, tenant, KeyText.Join("charge", KeyText.Encode(decided.Payment))),
            ];
        }

        return rows;
    }

    /// <summary>The row as it would be of another case.</summary>
    public TableEntity Of(TableEntity row, BenchCase other)
    {
        var hash = other.Number.ToString("x16", CultureInfo.InvariantCulture);
        var copy = new TableEntity(
            string.Concat(Tenant, row.PartitionKey.AsSpan(Tenant.Length)).Replace(original.Token, other.Token, StringComparison.Ordinal),
            row.RowKey.Replace(original.Token, other.Token, StringComparison.Ordinal)
                .Replace(decisionHash, hash, StringComparison.Ordinal).Replace(refundHash, hash, StringComparison.Ordinal));
        foreach (var (name, value) in row)
        {
            if (name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            {
                copy[name] = value;
            }
        }

        return copy;
    }

    private static async Task<TableEntity> GetAsync(
        TableServiceClient tables, string table, string partition, string key, CancellationToken cancellationToken) =>
        await tables.GetTableClient(table).GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken) is { HasValue: true, Value: { } row }
            ? row
            : throw new InvalidOperationException($"serve decided a case without a row '{key}' in partition '{partition}' of table '{table}': bring {nameof(FloorRows)} up to date.");

    /// <summary>On whatever day it was: the row's key alone names it.</summary>
    private static async Task<TableEntity> PlaceAsync(TableServiceClient tables, string key, CancellationToken cancellationToken)
    {
        await foreach (var row in tables.GetTableClient(TableNames.Spend).QueryAsync<TableEntity>($"RowKey eq '{key}'", cancellationToken: cancellationToken))
        {
            return row;
        }

        throw new InvalidOperationException($"serve moved money without a row '{key}' in table '{TableNames.Spend}': bring {nameof(FloorRows)} up to date.");
    }

    private static async Task<IReadOnlyList<TableEntity>> ListAsync(
        TableServiceClient tables, string table, string partition, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>($"PartitionKey eq '{partition}'", cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
