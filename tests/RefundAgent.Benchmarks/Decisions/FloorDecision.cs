using Azure;
using Azure.Data.Tables;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>The bare calls of one decision, one after the other as <see cref="FloorCalls"/> lists them, with nothing in between.</summary>
internal sealed class FloorDecision(FloorTables tables, FloorRows rows, BenchCase subject)
{
    private ETag refund;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var step in FloorCalls.Of(subject.MovesMoney))
        {
            await (step is [var only]
                ? SendAsync(only.Call, cancellationToken)
                : Task.WhenAll(step.Select(line => SendAsync(line.Call, cancellationToken))));
        }
    }

    private Task SendAsync(FloorCall call, CancellationToken cancellationToken) => call switch
    {
        FloorCall.ReadTicket => QueryAsync(tables.Slots, $"PartitionKey eq '{Mine(rows.Slot).PartitionKey}'", cancellationToken),
        FloorCall.TakeSlot => tables.Slots.AddEntityAsync(Mine(rows.Slot), cancellationToken),
        FloorCall.ReadPointer => GetAsync(tables.Pointers, rows.Pointer, cancellationToken),
        FloorCall.ReadOrders => QueryAsync(tables.Orders, $"PartitionKey eq '{Mine(rows.Order).PartitionKey}'", cancellationToken),
        FloorCall.ReadAccount => QueryAsync(tables.Ledger, AccountFilter(), cancellationToken),
        FloorCall.AddRecord => InsertAsync(tables.Decisions, subject.MovesMoney ? [rows.Record, rows.Papers, rows.Open] : [rows.Record, rows.Papers], cancellationToken),
        FloorCall.ReserveDay => ReserveAsync(cancellationToken),
        FloorCall.PlanRefund => PlanAsync(cancellationToken),
        FloorCall.FindKey => GetAsync(tables.Sandbox, rows.Sandbox[0], cancellationToken),
        FloorCall.FindCharge => GetAsync(tables.Sandbox, rows.Sandbox[1], cancellationToken),
        FloorCall.FindPayment => GetAsync(tables.Orders, rows.Payment, cancellationToken),
        FloorCall.FindOrder => GetAsync(tables.Orders, rows.Order, cancellationToken),
        FloorCall.Pay => InsertAsync(tables.Sandbox, rows.Sandbox, cancellationToken),
        FloorCall.SettleRefund => tables.Ledger.UpdateEntityAsync(Mine(rows.Ledger[^1]), refund, TableUpdateMode.Replace, cancellationToken),
        _ => tables.Decisions.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.UpdateReplace, Mine(rows.Record), ETag.All),
                new TableTransactionAction(TableTransactionActionType.Delete, Mine(rows.Open), ETag.All),
            ],
            cancellationToken),
    };

    private TableEntity Mine(TableEntity row) => rows.Of(row, subject);

    /// <summary>The range that the product reads: account and order totals, not the refunds.</summary>
    private string AccountFilter() =>
        $"PartitionKey eq '{subject.Account()}' and RowKey ge 'account' and RowKey lt 'q'";

    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        var planned = await InsertAsync(tables.Ledger, rows.Ledger, cancellationToken);
        refund = planned.Value[^1].Headers.ETag ?? ETag.All;
    }

    private Task<Response<IReadOnlyList<Response>>> ReserveAsync(CancellationToken cancellationToken) => tables.Spend.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, Mine(rows.Day[0])),
            new TableTransactionAction(TableTransactionActionType.Add, Mine(rows.Day[1])),
        ],
        cancellationToken);

    private Task<Response<IReadOnlyList<Response>>> InsertAsync(TableClient table, IReadOnlyList<TableEntity> added, CancellationToken cancellationToken) =>
        table.SubmitTransactionAsync(added.Select(row => new TableTransactionAction(TableTransactionActionType.Add, Mine(row))), cancellationToken);

    private async Task GetAsync(TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        var mine = Mine(row);
        await table.GetEntityIfExistsAsync<TableEntity>(mine.PartitionKey, mine.RowKey, cancellationToken: cancellationToken);
    }

    private static async Task QueryAsync(TableClient table, string filter, CancellationToken cancellationToken)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
        }
    }
}
