using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// A payment provider of our own, for trying out, tests, benchmarks and rehearsed incidents, as strict as the real ones: a key is good for
/// one refund, and no charge gives back more than it took. A charge is made up from the order that it paid for when it is first seen. Its
/// storage calls are counted apart, since a real provider would make none.
/// </summary>
internal sealed class SandboxGateway(
    ITables tables, IOrderBook orders, Contention contention, StorageMeter meter, TimeProvider time, SandboxOptions options)
    : IRefundGateway
{
    private const string ChargePrefix = "charge";

    private readonly ITable payments = tables[TableNames.SandboxPayments];
    private readonly SandboxScript script = new(options.Faults);

    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        using var apart = meter.MeasureAside();
        if (request.Destination != RefundDestination.Original)
        {
            return new RefundResult.Failed(RefundFailure.Rejected, "The sandbox pays back the way the money came, and no other.");
        }

        var fault = script.Next(SandboxCall.Refund, request.Payment, request.Order);
        if (SandboxLoss.Before(fault) is { } nothing)
        {
            return nothing;
        }

        var result = await contention.RunAsync(
            $"charge {request.Payment}", _ => TryRefundAsync(request, fault?.AnswerKind, cancellationToken), cancellationToken);
        return await SandboxLoss.AfterAsync(fault, time, cancellationToken) ?? result;
    }

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) => ReadAsync(
        tenant,
        payment,
        seen => seen is { Charge: var charge }
            ? new Payment(payment, charge.Captured, charge.Captured, charge.Refunded, charge.Disputed)
            : null,
        cancellationToken);

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(
        TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) => ReadAsync(
        tenant,
        payment,
        seen => seen is { Charge: var charge }
            ? [.. charge.Refunds.Select(refund => refund.Told())]
            : ImmutableArray<ProviderRefund>.Empty,
        cancellationToken);

    /// <summary>Every charge that a refund was ever asked of.</summary>
    internal static RowQuery ChargesOf(TenantId tenant) => RowQuery.Under(PartitionOf(tenant), ChargePrefix);

    private async Task<T> ReadAsync<T>(
        TenantId tenant, PaymentReference payment, Func<Seen?, T> tell, CancellationToken cancellationToken)
    {
        using var apart = meter.MeasureAside();
        var fault = script.Next(SandboxCall.Read, payment, null);
        SandboxLoss.Throw(SandboxLoss.Before(fault));
        var seen = await ChargeAsync(tenant, payment, cancellationToken);
        SandboxLoss.Throw(await SandboxLoss.AfterAsync(fault, time, cancellationToken));
        return tell(seen);
    }

    private async Task<RefundResult?> TryRefundAsync(RefundRequest request, SandboxAnswer? scripted, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(PartitionOf(request.Tenant), KeyOf(request.Key), cancellationToken) is { } row)
        {
            var known = row.Read<Answer>(payments.Name);
            return known.Request with { Note = request.Note } == request
                ? known.Result
                : new RefundResult.Unknown($"Key {request.Key} is known from a request that differed: a person must compare the two.");
        }

        var seen = await ChargeAsync(request.Tenant, request.Payment, cancellationToken);
        var (result, charge) = seen is null
            ? (new RefundResult.Failed(RefundFailure.NotFound, $"No charge {request.Payment} is known."), null)
            : Judge(scripted == SandboxAnswer.Disputed ? seen.Charge with { Disputed = true } : seen.Charge, request, scripted);
        List<RowWrite> writes = [RowWrite.Insert(Row.Of(PartitionOf(request.Tenant), KeyOf(request.Key), new Answer(request, result)))];
        if (charge is not null && charge != seen!.Charge)
        {
            writes.Add(Write(request.Tenant, charge, seen.ETag));
        }

        return await payments.TryCommitAsync(writes, cancellationToken) is null ? null : result;
    }

    /// <returns>The answer, and the charge as the books have it from then on.</returns>
    private (RefundResult Result, SandboxCharge Charge) Judge(SandboxCharge charge, RefundRequest request, SandboxAnswer? scripted)
    {
        if (charge.Refusal(request) is { } refused)
        {
            return (refused, charge);
        }

        var refund = new SandboxRefund($"sandbox_{request.Key}", request.Key, request.Amount, RefundState.Succeeded) { Request = request, MadeAt = time.GetUtcNow() };
        if (scripted is not (SandboxAnswer.Pending or SandboxAnswer.PendingThenFailed))
        {
            return (new RefundResult.Succeeded(refund.Reference), charge.With(refund));
        }

        return (new RefundResult.Pending(refund.Reference), charge.With(refund with
        {
            State = RefundState.Pending,
            SettlesAt = time.GetUtcNow() + TimeSpan.FromSeconds(options.SettleAfterSeconds),
            SettlesAs = scripted == SandboxAnswer.Pending ? RefundState.Succeeded : RefundState.Failed,
        }));
    }

    private async Task<Seen?> ChargeAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(PartitionOf(tenant), KeyOf(payment), cancellationToken) is { } row)
        {
            return new Seen(row.Read<SandboxCharge>(payments.Name).AsOf(time.GetUtcNow()), row.ETag);
        }

        return await orders.FindByPaymentAsync(tenant, payment, cancellationToken) is { } order
            ? new Seen(ChargeOf(order, payment), null)
            : null;
    }

    private static SandboxCharge ChargeOf(Order order, PaymentReference payment) =>
        order.Payments.FirstOrDefault(each => each.Reference == payment) is { } paid && order.Payments.Length > 1
            ? new SandboxCharge(payment, paid.Amount, paid.Refunded, [])
            : new SandboxCharge(payment, order.Captured ?? order.Paid, order.Refunded, []);

    private static RowWrite Write(TenantId tenant, SandboxCharge charge, string? etag)
    {
        var row = Row.Of(PartitionOf(tenant), KeyOf(charge.Payment), charge);
        return etag is null ? RowWrite.Insert(row) : RowWrite.Replace(row with { ETag = etag });
    }

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    private static string KeyOf(RefundKey key) => KeyText.Join("key", KeyText.Encode(key.Value));

    private static string KeyOf(PaymentReference payment) => KeyText.Join(ChargePrefix, KeyText.Encode(payment.Value));

    private sealed record Answer(RefundRequest Request, RefundResult Result);

    private sealed record Seen(SandboxCharge Charge, string? ETag);
}
