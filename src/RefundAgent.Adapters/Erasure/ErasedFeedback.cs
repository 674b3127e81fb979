using RefundAgent.Adapters.Feedback;
using RefundAgent.Adapters.Storage;
using RefundAgent.Erasure;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>
/// What staff wrote about the cases, and what a model made of it. A row of the ledger keeps its place, who spoke and what they ruled, which
/// count for nothing any more; its words are blanked. What still waits for the learner is removed.
/// </summary>
internal sealed class ErasedFeedback(ITables tables, IFeedbackLedger ledger, IFeedbackInbox inbox) : IPersonalData
{
    private readonly ITable rows = tables[TableNames.FeedbackLedger];

    public string Kind => "feedback";

    public async Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var decision in customer.Decisions)
        {
            var waiting = await inbox.OfDecisionAsync(tenant, decision, cancellationToken);
            await inbox.RemoveAsync(tenant, [.. waiting.Select(each => each.Key)], cancellationToken);
            erased += waiting.Length;
            foreach (var entry in await ledger.OfDecisionAsync(tenant, decision, cancellationToken))
            {
                var blank = entry.Event with { Reason = null, Note = null, EditedReply = null, Lesson = null };
                if (blank != entry.Event)
                {
                    var row = LedgerRows.Entry(KeyText.Encode(tenant.Value), entry with { Event = blank });
                    await rows.TryWriteAsync(RowWrite.Replace(row), cancellationToken);
                    erased++;
                }
            }
        }

        return erased;
    }
}
