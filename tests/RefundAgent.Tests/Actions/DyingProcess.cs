using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Actions;

/// <summary>A process that ends when it comes to one step of a refund for the nth time, before the step has its effect or after; nothing it would do next happens.</summary>
internal sealed class DyingProcess(string step, bool afterEffect, int times = 1) : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private int left = times;

    public CancellationToken Token => end.Token;

    public async Task<T> RunAsync<T>(string name, Func<Task<T>> effect)
    {
        var isLast = name == step && --left == 0;
        if (isLast && !afterEffect)
        {
            Die();
        }

        var result = await effect();
        if (isLast)
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

    public Task<PlanResult> PlanAsync(
        ImmutableArray<RefundEntry> entries, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken) =>
        process.RunAsync("plan", () => inner.PlanAsync(entries, caps, seen, default));

    public Task<RestoredRefund> RestoreAsync(RefundEntry entry, CancellationToken cancellationToken) =>
        process.RunAsync("restore", () => inner.RestoreAsync(entry, default));

    public Task<MoveResult> MoveAsync(RefundEntry entry, RefundMove move, CancellationToken cancellationToken) =>
        process.RunAsync(move.To == RefundState.Submitted ? "submit" : "move", () => inner.MoveAsync(entry, move, default));

    public Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, customer, key, cancellationToken);

    public Task<ImmutableArray<RefundEntry>> OfOrderAsync(
        TenantId tenant, CustomerId customer, OrderId order, CancellationToken cancellationToken) =>
        inner.OfOrderAsync(tenant, customer, order, cancellationToken);

    public Task<PaymentState> MarkPaymentAsync(
        TenantId tenant, CustomerId customer, PaymentReference payment, Func<PaymentState, PaymentState> change, CancellationToken cancellationToken) =>
        inner.MarkPaymentAsync(tenant, customer, payment, change, cancellationToken);
}

internal sealed class DyingSpendBook(ISpendBook inner, DyingProcess process) : ISpendBook
{
    public Task<ReserveResult> ReserveAsync(ImmutableArray<RefundEntry> refunds, DayLimit? limit, CancellationToken cancellationToken) =>
        process.RunAsync("reserve", () => inner.ReserveAsync(refunds, limit, default));

    public Task ReleaseAsync(RefundEntry refund, CancellationToken cancellationToken) =>
        process.RunAsync("release", async () =>
        {
            await inner.ReleaseAsync(refund, default);
            return true;
        });

    public Task<DaySpend> ReadAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken) =>
        inner.ReadAsync(tenant, day, cancellationToken);

    public IAsyncEnumerable<DayRefund> ListAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken) =>
        inner.ListAsync(tenant, day, cancellationToken);
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
