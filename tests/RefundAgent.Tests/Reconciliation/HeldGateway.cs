using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Reconciliation;

/// <summary>A provider whose lists do not come until the test says so.</summary>
internal sealed class HeldGateway(IRefundGateway provider) : IRefundGateway
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => asked.Task;

    public void Release() => released.TrySetResult();

    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => provider.RefundAsync(request, cancellationToken);

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        provider.GetPaymentAsync(tenant, payment, cancellationToken);

    public async Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
    {
        asked.TrySetResult();
        await released.Task.WaitAsync(cancellationToken);
        return await provider.ListRefundsAsync(tenant, payment, cancellationToken);
    }
}
