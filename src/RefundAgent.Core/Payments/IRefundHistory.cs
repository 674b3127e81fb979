using RefundAgent.Actions;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// Every refund that a provider made, whoever asked for it and whatever the ledger knows: the only books that a restored store cannot have
/// forgotten.
/// </summary>
public interface IRefundHistory
{
    /// <summary>As reports, one for each refund and state, so that reading them twice has its effect once.</summary>
    /// <exception cref="ProviderException">No usable answer; what was read so far stands.</exception>
    IAsyncEnumerable<ProviderEvent.RefundChanged> SinceAsync(TenantId tenant, DateTimeOffset since, CancellationToken cancellationToken);
}
