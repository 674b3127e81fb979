using RefundAgent.Adapters.Records;
using RefundAgent.Adapters.Storage;
using RefundAgent.Erasure;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>The words, the customer, the facts and the drafts of decisions; what was ruled and paid stays.</summary>
internal sealed class ErasedPapers(ITables tables) : IPersonalData
{
    private readonly ITable decisions = tables[TableNames.Decisions];

    public string Kind => "papers";

    public async Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var keys in customer.Decisions.Select(decision => DecisionKeys.Of(tenant, decision)).OfType<DecisionKeys>())
        {
            erased += await decisions.TryWriteAsync(RowWrite.Delete(keys.Partition, keys.Papers), cancellationToken) is null ? 0 : 1;
        }

        return erased;
    }
}
