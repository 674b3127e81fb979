using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Reconciliation;

/// <summary>The marks of the days beside what was paid on them; only the holder of the reconciliation's lease writes them.</summary>
internal sealed class TableAuditMarks(ITables tables) : IAuditMarks
{
    private const string MarkKey = "audit";

    private readonly ITable spend = tables[TableNames.Spend];

    public async Task<AuditMark> ReadAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken) =>
        await spend.FindAsync(PartitionOf(tenant, day), MarkKey, cancellationToken) is { } row ? row.Read<AuditMark>(spend.Name) : AuditMark.None;

    public Task WriteAsync(TenantId tenant, DateOnly day, AuditMark mark, CancellationToken cancellationToken) =>
        spend.TryWriteAsync(RowWrite.Put(Row.Of(PartitionOf(tenant, day), MarkKey, mark)), cancellationToken);

    private static string PartitionOf(TenantId tenant, DateOnly day) =>
        KeyText.Join(KeyText.Encode(tenant.Value), day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
}
