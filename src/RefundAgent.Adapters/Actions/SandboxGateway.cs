using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Actions;

/// <summary>
/// A payment provider of our own, for trying out, tests and benchmarks, as strict as the real ones: a key is good for one refund, and no
/// charge gives back more than it took. A charge is made up from the order that it paid for when it is first seen. Its storage calls are
/// counted apart, since a real provider would make none.
/// </summary>
internal sealed class SandboxGateway(ITables tables, IOrderBook orders, Contention contention, StorageMeter meter) : IRefundGateway
{
    private readonly ITable payments = tables[TableNames.SandboxPayments];

    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        using var apart = meter.MeasureAside();
        return await contention.RunAsync($"charge {request.Payment}", _ => TryRefundAsync(request, cancellationToken), cancellationToken);
    }

    public async Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
    {
        using var apart = meter.MeasureAside();
        return await ChargeAsync(tenant, payment, cancellationToken) is { Charge: var charge }
            ? new Payment(payment, charge.Captured, charge.Captured, charge.Refunded, Disputed: false)
            : null;
    }

    public async Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
    {
        using var apart = meter.MeasureAside();
        return await ChargeAsync(tenant, payment, cancellationToken) is { Charge: var charge } ? charge.Refunds : [];
    }

    private async Task<RefundResult?> TryRefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(PartitionOf(request.Tenant), KeyOf(request.Key), cancellationToken) is { } row)
        {
            var known = row.Read<Answer>(payments.Name);
            return known.Request == request
                ? known.Result
                : new RefundResult.Failed(RefundFailure.Rejected, $"Key {request.Key} was used before, for another request.");
        }

        var seen = await ChargeAsync(request.Tenant, request.Payment, cancellationToken);
        var result = seen is null
            ? new RefundResult.Failed(RefundFailure.NotFound, $"No charge {request.Payment} is known.")
            : Judge(seen.Charge, request);
        List<RowWrite> writes = [RowWrite.Insert(Row.Of(PartitionOf(request.Tenant), KeyOf(request.Key), new Answer(request, result)))];
        if (result is RefundResult.Succeeded { Reference: var reference })
        {
            writes.Add(Write(request.Tenant, seen!.Charge.With(reference, request), seen.ETag));
        }

        return await payments.TryCommitAsync(writes, cancellationToken) is null ? null : result;
    }

    private static RefundResult Judge(Charge charge, RefundRequest request)
    {
        if (!request.Amount.IsPositive || request.Amount.Currency != charge.Captured.Currency)
        {
            return new RefundResult.Failed(RefundFailure.Rejected, $"A refund of this charge must be above zero and in {charge.Captured.Currency}.");
        }

        var left = charge.Captured - charge.Refunded;
        if (request.Amount <= left)
        {
            return new RefundResult.Succeeded($"sandbox_{request.Key}");
        }

        return left.IsPositive
            ? new RefundResult.Failed(RefundFailure.TooLarge, $"Only {left} of {charge.Captured} is left to refund.")
            : new RefundResult.Failed(RefundFailure.AlreadyRefunded, $"All of {charge.Captured} has been refunded.");
    }

    private async Task<Seen?> ChargeAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(PartitionOf(tenant), KeyOf(payment), cancellationToken) is { } row)
        {
            return new Seen(row.Read<Charge>(payments.Name), row.ETag);
        }

        return await orders.FindByPaymentAsync(tenant, payment, cancellationToken) is { } order
            ? new Seen(new Charge(payment, order.Paid, order.Refunded, []), null)
            : null;
    }

    private static RowWrite Write(TenantId tenant, Charge charge, string? etag)
    {
        var row = Row.Of(PartitionOf(tenant), KeyOf(charge.Payment), charge);
        return etag is null ? RowWrite.Insert(row) : RowWrite.Replace(row with { ETag = etag });
    }

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    private static string KeyOf(RefundKey key) => KeyText.Join("key", KeyText.Encode(key.Value));

    private static string KeyOf(PaymentReference payment) => KeyText.Join("charge", KeyText.Encode(payment.Value));

    private sealed record Answer(RefundRequest Request, RefundResult Result);

    private sealed record Seen(Charge Charge, string? ETag);

    private sealed record Charge(PaymentReference Payment, Money Captured, Money Refunded, ImmutableArray<ProviderRefund> Refunds)
    {
        public Charge With(string reference, RefundRequest request) => this with
        {
            Refunded = Refunded + request.Amount,
            Refunds = Refunds.Add(new ProviderRefund(reference, request.Key, request.Amount, RefundState.Succeeded)),
        };
    }
}
