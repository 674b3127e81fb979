using RefundAgent.Actions;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// Holds a provider's whole history against the ledger. The reconciliation asks about payments that the ledger has refunds of; after a restore
/// the ones that matter are those that it has forgotten.
/// </summary>
public sealed class RefundSearch(IRefundHistory history, PaymentEventDesk reports)
{
    /// <param name="tenant">Whose payments.</param>
    /// <param name="since">A little before the backup was taken.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="progress">Told how many refunds have been looked at.</param>
    /// <param name="cancellationToken">Between two refunds.</param>
    /// <returns>How many refunds the provider has; what does not agree stands among the discrepancies.</returns>
    /// <exception cref="ProviderException">No usable answer; run it again.</exception>
    public async Task<int> RunAsync(TenantId tenant, DateTimeOffset since, PrincipalId by, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var seen = 0;
        await foreach (var refund in history.SinceAsync(tenant, since, cancellationToken))
        {
            await reports.HandleAsync(tenant, by, refund, cancellationToken);
            progress.Report(++seen);
        }

        return seen;
    }
}
