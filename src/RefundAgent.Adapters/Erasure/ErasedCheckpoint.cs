using RefundAgent.Adapters.Storage;
using RefundAgent.Erasure;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>The facts of cases that the learner goes on from; its next run folds the ledger anew in any case.</summary>
internal sealed class ErasedCheckpoint(ITables tables) : IPersonalData
{
    private readonly ITable checkpoints = tables[TableNames.LearnerCheckpoints];

    public string Kind => "checkpoints";

    public async Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var erased = 0;
        if (!customer.Decisions.IsEmpty)
        {
            await foreach (var row in checkpoints.QueryAsync(RowQuery.Of(KeyText.Encode(tenant.Value)), cancellationToken))
            {
                erased += await checkpoints.TryWriteAsync(RowWrite.Delete(row.Partition, row.Key), cancellationToken) is null ? 0 : 1;
            }
        }

        return erased;
    }
}
