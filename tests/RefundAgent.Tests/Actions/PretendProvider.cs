using System.Collections.Concurrent;
using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Actions;

/// <summary>When the connection to the provider breaks.</summary>
internal enum BreakOff
{
    Never,
    BeforePaying,
    AfterPaying,
}

/// <summary>A provider that keeps its promise about keys and can be told to fail; <see cref="Moved"/> is the money that left.</summary>
internal sealed class PretendProvider : IRefundGateway
{
    private int calls;

    public ConcurrentDictionary<RefundKey, Money> Moved { get; } = new();

    public BreakOff BreakOff { get; set; }

    public bool ListFails { get; set; }

    public bool Pending { get; set; }

    public RefundResult? Refuse { get; set; }

    public int Calls => calls;

    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        ThrowIf(BreakOff == BreakOff.BeforePaying);
        if (Refuse is not null)
        {
            return Task.FromResult(Refuse);
        }

        Moved.TryAdd(request.Key, request.Amount);
        ThrowIf(BreakOff == BreakOff.AfterPaying);
        var reference = $"re_{request.Key}";
        return Task.FromResult<RefundResult>(Pending ? new RefundResult.Pending(reference) : new RefundResult.Succeeded(reference));
    }

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        Task.FromResult<Payment?>(null);

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
    {
        ThrowIf(ListFails);
        return Task.FromResult<ImmutableArray<ProviderRefund>>(
            [.. Moved.Select(refund => new ProviderRefund($"re_{refund.Key}", refund.Key, refund.Value, RefundState.Succeeded))]);
    }

    /// <summary>What a client reports when its time has run out.</summary>
    private static void ThrowIf(bool broken)
    {
        if (broken)
        {
            throw new TaskCanceledException("The provider did not answer in time.");
        }
    }
}
