using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// What a provider reports of a refund reaches the ledger's row and the decision's record; one that the ledger does not have is shown to a
/// person. People and the learner are told before the row moves: once it has moved, a repeat after a crash would see nothing new in it.
/// </summary>
public sealed class RefundReports(
    IRefundLedger ledger,
    RefundExecutor refunds,
    Intents intents,
    IDecisionRecords records,
    IFeedbackInbox inbox,
    IDiscrepancies discrepancies,
    DiscrepancyDesk closing,
    ForgottenRefunds forgotten,
    TimeProvider time)
{
    /// <param name="tenant">Whose payments the connection speaks of.</param>
    /// <param name="by">The connection.</param>
    /// <param name="report">As it came.</param>
    /// <param name="order">Null where none is known for the payment.</param>
    public async Task<ReportEffect> HandleAsync(
        TenantId tenant, PrincipalId by, ProviderEvent.RefundChanged report, Order? order, CancellationToken cancellationToken)
    {
        var ofAnother = report.Tenant is { } named && named != tenant;
        if (!ofAnother && await FindAsync(tenant, report, order, cancellationToken) is { } entry)
        {
            await LearnAsync(by, report, entry, cancellationToken);
            return ReportEffect.Noted;
        }

        if (order is null)
        {
            return ofAnother || report.Refund.State == RefundState.Failed ? ReportEffect.Noted : ReportEffect.Unplaced;
        }

        if (await forgotten.TakeBackAsync(tenant, report, order, cancellationToken) is { } back && back.ProviderReference == report.Refund.Reference)
        {
            await CloseAsync(tenant, by, order, report.Refund, cancellationToken);
            await LearnAsync(by, report, back, cancellationToken);
            return ReportEffect.TakenBack;
        }

        if (RefundFindings.OutsideLedger(tenant, order.Id, report.Refund, time.GetUtcNow()) is { } stray)
        {
            await discrepancies.ReportAsync(stray, cancellationToken);
        }

        return ReportEffect.Noted;
    }

    /// <summary>Whoever compared the books before it was back has told people that it was missing.</summary>
    private async Task CloseAsync(TenantId tenant, PrincipalId by, Order order, ProviderRefund refund, CancellationToken cancellationToken)
    {
        if (RefundFindings.OutsideLedger(tenant, order.Id, refund, time.GetUtcNow()) is { } missing)
        {
            await closing.CloseAsync(tenant, missing.Id, by, "It is back in the ledger: nothing is to be imported for it.", cancellationToken);
        }
    }

    private async Task LearnAsync(PrincipalId by, ProviderEvent.RefundChanged report, RefundEntry entry, CancellationToken cancellationToken)
    {
        if (report.Refund.State != RefundState.Failed && entry.WasFailedAs(report.Refund.Reference))
        {
            return;
        }

        foreach (var found in RefundFindings.Of(entry, report.Refund, report.Reason, time.GetUtcNow()))
        {
            await discrepancies.ReportAsync(found, cancellationToken);
        }

        if (ProviderFeedback.Of(report, entry, by) is { } feedback)
        {
            await inbox.AddAsync(feedback, cancellationToken);
        }

        await refunds.LearnAsync(entry.Tenant, entry.Customer, entry.Key, report.Refund, cancellationToken);
        if (await records.FindAsync(entry.Tenant, entry.Decision, cancellationToken) is { } record)
        {
            await intents.FollowUpAsync(record, cancellationToken);
        }
    }

    /// <summary>
    /// The ledger's row by our key: in the account of the order's customer, or of the customer whom the decision paid, should the order have
    /// gone to another since. A refund under our key that is not the row's own is none of ours: somebody copied the words.
    /// </summary>
    private async Task<RefundEntry?> FindAsync(
        TenantId tenant, ProviderEvent.RefundChanged report, Order? order, CancellationToken cancellationToken)
    {
        if (report.Refund.Key is not { } key)
        {
            return null;
        }

        var entry = order is null ? null : await ledger.FindAsync(tenant, order.Customer, key, cancellationToken);
        if (entry is null && report.Decision is { } decision && await records.FindAsync(tenant, decision, cancellationToken) is { } record
            && record.Claims.SelectMany(claim => claim.Refund?.Plans ?? []).FirstOrDefault(plan => plan.Key == key) is { } plan)
        {
            entry = await ledger.FindAsync(tenant, plan.Customer, key, cancellationToken);
        }

        return entry is { State: RefundState.Failed } || entry?.ProviderReference is null || entry.ProviderReference == report.Refund.Reference ? entry : null;
    }
}
