using RefundAgent.Context;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Kpis;

/// <summary>Reads what the figures are made of: the window's records page by page, what is in force, what is open about money.</summary>
public sealed class KpiReport(IDecisionRecords records, IContextStore contexts, IDiscrepancies discrepancies, TimeProvider time)
{
    private const int Page = 1000;
    private const int OpenPage = 1000;

    /// <summary>One operation for each thousand decisions and day, and three more.</summary>
    public async Task<KpiSheet> ReadAsync(TenantId tenant, KpiWindow window, CancellationToken cancellationToken)
    {
        var to = time.GetUtcNow();
        var from = to - window.Length;
        var tally = new KpiTally(from, to);
        string? cursor = null;
        do
        {
            var page = await records.ListAsync(tenant, new DecisionFilter(null, from), cursor, Page, cancellationToken);
            foreach (var record in page.Records)
            {
                tally.Add(record);
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);

        return tally.Sheet(await LearnedAsync(tenant, cancellationToken), await OpenAsync(tenant, cancellationToken));
    }

    private async Task<LearnedCounts> LearnedAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
        var learned = await contexts.FindAsync(tenant, pointer.Context, cancellationToken) ?? LearnedContext.Empty;
        return new LearnedCounts(
            pointer.Context,
            pointer.Held,
            learned.Items.Length,
            learned.Segments.Values.Count(segment => segment.Earned),
            learned.Segments.Count,
            learned.Proposals.Length);
    }

    private async Task<int> OpenAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var (open, cursor) = (0, (string?)null);
        do
        {
            var page = await discrepancies.ListAsync(tenant, open: true, cursor, OpenPage, cancellationToken);
            open += page.Found.Length;
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return open;
    }
}
