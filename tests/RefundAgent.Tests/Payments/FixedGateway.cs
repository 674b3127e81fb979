using System.Collections.Concurrent;
using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

/// <summary>A provider that gives the answers it was told to, in order; the last one again and again.</summary>
internal sealed class FixedGateway(params Func<CancellationToken, Task<RefundResult>>[] answers) : IRefundGateway
{
    public static readonly PaymentReference Charge = PaymentReference.From("ch_1");

    private readonly ConcurrentQueue<RefundRequest> requests = new();
    private int calls;

    public IReadOnlyList<RefundRequest> Requests => [.. requests];

    public int Calls => calls;

    public static FixedGateway Saying(params RefundResult[] answers) =>
        new([.. answers.Select(answer => new Func<CancellationToken, Task<RefundResult>>(_ => Task.FromResult(answer)))]);

    public static RefundRequest Request(long cents = 10_00, string key = "rf_1") => new()
    {
        Tenant = TenantId.From("t1"),
        Key = RefundKey.From(key),
        Payment = Charge,
        Amount = Samples.Usd(cents),
        Decision = DecisionId.From("d1"),
        Order = OrderId.From("o1"),
    };

    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        requests.Enqueue(request);
        return Next()(cancellationToken);
    }

    /// <summary>An unknown answer is thrown, as reads do.</summary>
    public async Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        await Next()(cancellationToken) is RefundResult.Unknown unknown ? throw new ProviderException(unknown.Detail, unknown.Retry) : null;

    public async Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        await Next()(cancellationToken) is RefundResult.Unknown unknown ? throw new ProviderException(unknown.Detail, unknown.Retry) : [];

    private Func<CancellationToken, Task<RefundResult>> Next() => answers[Math.Min(Interlocked.Increment(ref calls), answers.Length) - 1];
}
