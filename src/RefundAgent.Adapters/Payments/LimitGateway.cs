using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// The last line before a provider: policy and ledger have ruled on every request long before, so what is refused here is a fault of
/// theirs, and an operator hears of it. Also keeps a burst of decisions from becoming a burst at the provider.
/// </summary>
internal sealed partial class LimitGateway(IRefundGateway inner, PaymentLimits limits, ILogger<LimitGateway> logger)
    : IRefundGateway, IDisposable
{
    /// <summary>What Square takes, the shortest of the providers looked at (Square Refunds API).</summary>
    private const int LongestKey = 45;

    private readonly SemaphoreSlim places = new(limits.Concurrent);

    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(request) is not { } refused)
        {
            return TakeTurnAsync(() => inner.RefundAsync(request, cancellationToken), cancellationToken);
        }

        LogRefused(logger, request.Key, request.Amount, refused.Detail);
        return Task.FromResult<RefundResult>(refused);
    }

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        TakeTurnAsync(() => inner.GetPaymentAsync(tenant, payment, cancellationToken), cancellationToken);

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(
        TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        TakeTurnAsync(() => inner.ListRefundsAsync(tenant, payment, cancellationToken), cancellationToken);

    public void Dispose() => places.Dispose();

    private RefundResult.Failed? Refusal(RefundRequest request)
    {
        if (!request.Amount.IsPositive)
        {
            return new(RefundFailure.Rejected, $"A refund must be above zero, and {request.Amount} is not.");
        }

        if (request.Key.Value.Length > LongestKey)
        {
            return new(RefundFailure.Rejected, $"A refund's key may have {LongestKey} characters, not {request.Key.Value.Length}.");
        }

        return limits.Caps.IsEmpty ? null : CapRefusal(request.Amount);
    }

    private RefundResult.Failed? CapRefusal(Money amount)
    {
        if (!limits.Caps.TryGetValue(amount.Currency, out var cap))
        {
            return new(RefundFailure.Limit, $"Payments:HardCapPerRefund names no cap for {amount.Currency}, so nothing is refunded in it.");
        }

        return amount > cap
            ? new(RefundFailure.Limit, $"{amount} is above the operator's cap of {cap} a refund (Payments:HardCapPerRefund).")
            : null;
    }

    private async Task<T> TakeTurnAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await call();
        }
        finally
        {
            places.Release();
        }
    }

    [LoggerMessage(3110, LogLevel.Error, "Refund {Key} of {Amount} was stopped before the payment provider: {Why}")]
    private static partial void LogRefused(ILogger logger, RefundKey key, Money amount, string why);
}
