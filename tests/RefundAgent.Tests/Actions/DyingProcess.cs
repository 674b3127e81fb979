using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Actions;

/// <summary>A process that ends at one step of a refund, before the step has its effect or after; nothing it would do next happens.</summary>
internal sealed class DyingProcess(string step, bool afterEffect) : IDisposable
{
    private readonly CancellationTokenSource end = new();

    public CancellationToken Token => end.Token;

    public async Task<T> RunAsync<T>(string name, Func<Task<T>> effect)
    {
        if (name == step && !afterEffect)
        {
            Die();
        }

        var result = await effect();
        if (name == step)
        {
            Die();
        }

        return result;
    }

    public void Dispose() => end.Dispose();

    private void Die()
    {
        end.Cancel();
        end.Token.ThrowIfCancellationRequested();
    }
}

internal sealed class DyingLedger(IRefundLedger inner, DyingProcess process) : IRefundLedger
{
    public Task<CustomerAccount> ReadAccountAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) =>
        inner.ReadAccountAsync(tenant, customer, cancellationToken);

    public Task<PlanResult> PlanAsync(RefundEntry entry, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken) =>
        process.RunAsync("plan", () => inner.PlanAsync(entry, caps, seen, default));

    public Task<RefundEntry> MoveAsync(
        RefundEntry entry, RefundState state, string? providerReference, string? detail, CancellationToken cancellationToken) =>
        process.RunAsync("move", () => inner.MoveAsync(entry, state, providerReference, detail, default));

    public Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, customer, key, cancellationToken);
}

internal sealed class DyingGateway(IRefundGateway inner, DyingProcess process) : IRefundGateway
{
    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        process.RunAsync("call", () => inner.RefundAsync(request, default));

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        inner.GetPaymentAsync(tenant, payment, cancellationToken);

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        inner.ListRefundsAsync(tenant, payment, cancellationToken);
}
