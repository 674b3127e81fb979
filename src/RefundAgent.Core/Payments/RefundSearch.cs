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
    /// <returns>What does not agree, and could not be put right, stands among the discrepancies.</returns>
    /// <exception cref="ProviderException">No usable answer; run it again.</exception>
    public async Task<SearchedRefunds> RunAsync(
        TenantId tenant, DateTimeOffset since, PrincipalId by, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var (seen, takenBack) = (0, 0);
        await foreach (var refund in history.SinceAsync(tenant, since, cancellationToken))
        {
            takenBack += await reports.HandleAsync(tenant, by, refund, cancellationToken) == ReportEffect.TakenBack ? 1 : 0;
            progress.Report(++seen);
        }

        return new SearchedRefunds(seen, takenBack);
    }
}

/// <param name="Seen">That the provider has.</param>
/// <param name="TakenBack">Of them those of ours that the ledger lacked, and has again.</param>
public sealed record SearchedRefunds(int Seen, int TakenBack);
