using RefundAgent.Feedback;
using RefundAgent.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>Gives waiting feedback its place in the ledger, which is the order of everything learned.</summary>
internal sealed class InboxIntake(IFeedbackInbox inbox, IFeedbackLedger ledger, HeldLease lease)
{
    /// <summary>More than people say between two runs, so that all of it is put in order together.</summary>
    private const int Batch = 500;

    /// <summary>Under a flood the fold must still get its turn; the rest waits for the next run.</summary>
    private const int MostBatches = 20;

    /// <returns>How many events the ledger got that it had not had.</returns>
    public async Task<int> TakeInAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var added = 0;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var waiting = await inbox.ReadAsync(tenant, Batch, cancellationToken);
            if (waiting.IsEmpty)
            {
                break;
            }

            await lease.RenewAsync(cancellationToken);

            // The inbox knows no order, and who corrects a ruling means the later one.
            FeedbackEvent[] asSaid = [.. waiting.OrderBy(each => each.At).ThenBy(each => each.Id.Value, StringComparer.Ordinal)];
            added += (await ledger.AppendAsync(tenant, asSaid, cancellationToken)).Length;

            // Only now: an event that is removed first would be lost by a crash, one that is in both is appended once.
            await inbox.RemoveAsync(tenant, [.. waiting.Select(each => each.Key)], cancellationToken);
        }

        return added;
    }
}
