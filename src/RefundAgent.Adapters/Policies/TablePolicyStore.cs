using RefundAgent.Adapters.Storage;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Policies;

/// <summary>Policies by content hash, one partition a tenant.</summary>
internal sealed class TablePolicyStore(ITables tables) : IPolicyStore
{
    private readonly ITable policies = tables[TableNames.Policies];

    public Task SaveAsync(TenantId tenant, PolicyDocument document, CancellationToken cancellationToken) =>
        policies.TryWriteAsync(RowWrite.Insert(Row.Of(KeyText.Encode(tenant.Value), KeyText.Encode(document.Version.Value), document)), cancellationToken);

    public async Task<PolicyDocument?> FindAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        var row = await policies.FindAsync(KeyText.Encode(tenant.Value), KeyText.Encode(version.Value), cancellationToken);
        return row?.Read<PolicyDocument>(policies.Name);
    }
}
