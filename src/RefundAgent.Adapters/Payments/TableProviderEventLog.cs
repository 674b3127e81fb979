using RefundAgent.Adapters.Storage;
using RefundAgent.Payments;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>The reports that have had their effect, by id, one partition a tenant: they are rare beside decisions.</summary>
internal sealed class TableProviderEventLog(ITables tables) : IProviderEventLog
{
    private readonly ITable table = tables[TableNames.ProviderEvents];

    public async Task<bool> HasAsync(TenantId tenant, ProviderEventId report, CancellationToken cancellationToken) =>
        await table.FindAsync(PartitionOf(tenant), KeyOf(report), cancellationToken) is not null;

    public Task AddAsync(TenantId tenant, ProviderEvent report, CancellationToken cancellationToken) =>
        table.TryWriteAsync(RowWrite.Insert(Row.Of(PartitionOf(tenant), KeyOf(report.Id), report)), cancellationToken);

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    private static string KeyOf(ProviderEventId report) => KeyText.Encode(report.Value);
}
