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
        if (await policies.TryWriteAsync(RowWrite.Insert(row), cancellationToken) is null
            && IsItself(document) && !await IsWholeAsync(tenant, document.Version, cancellationToken))
        {
            await policies.TryWriteAsync(RowWrite.Put(row), cancellationToken);
        }
    }

    public async Task<PolicyDocument?> FindAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        var row = await policies.FindAsync(KeyText.Encode(tenant.Value), KeyText.Encode(version.Value), cancellationToken);
        return row?.Read<PolicyDocument>(policies.Name);
    }

    /// <summary>A row that was edited by hand, or cannot be read any more, gives way to what its version says it is.</summary>
    private async Task<bool> IsWholeAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(tenant, version, cancellationToken) is { } stored && IsItself(stored);
        }
        catch (UnreadableRowException)
        {
            return false;
        }
    }

    private static bool IsItself(PolicyDocument document) => PolicyHash.Of(document.Json) == document.Version;
}
