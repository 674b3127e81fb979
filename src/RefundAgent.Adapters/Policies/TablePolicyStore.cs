using RefundAgent.Adapters.Storage;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Policies;

/// <summary>Policies by content hash, one partition a tenant.</summary>
internal sealed class TablePolicyStore(ITables tables) : IPolicyStore
{
    private readonly ITable policies = tables[TableNames.Policies];

    public async Task SaveAsync(TenantId tenant, PolicyDocument document, CancellationToken cancellationToken)
    {
        var row = Row.Of(KeyText.Encode(tenant.Value), KeyText.Encode(document.Version.Value), document);
        if (await policies.TryWriteAsync(RowWrite.Insert(row), cancellationToken) is null && !await HoldsAsync(tenant, document, cancellationToken))
        {
            await policies.TryWriteAsync(RowWrite.Put(row), cancellationToken);
        }
    }

    public async Task<PolicyDocument?> FindAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        var row = await policies.FindAsync(KeyText.Encode(tenant.Value), KeyText.Encode(version.Value), cancellationToken);
        return row?.Read<PolicyDocument>(policies.Name);
    }

    private async Task<bool> HoldsAsync(TenantId tenant, PolicyDocument document, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(tenant, document.Version, cancellationToken) == document;
        }
        catch (UnreadableRowException)
        {
            return false;
        }
    }
}
