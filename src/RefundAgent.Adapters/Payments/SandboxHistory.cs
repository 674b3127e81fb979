using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Storage;
using RefundAgent.Payments;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>All refunds in the sandbox's books, from any time: they are few, and each has its effect once.</summary>
internal sealed class SandboxHistory(ITables tables, TimeProvider time) : IRefundHistory
{
    private readonly ITable payments = tables[TableNames.SandboxPayments];

    public async IAsyncEnumerable<ProviderEvent.RefundChanged> SinceAsync(
        TenantId tenant, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in payments.QueryAsync(SandboxGateway.ChargesOf(tenant), cancellationToken))
        {
            var charge = row.Read<SandboxCharge>(payments.Name).AsOf(time.GetUtcNow());
            foreach (var refund in charge.Refunds)
            {
                yield return new ProviderEvent.RefundChanged
                {
                    Id = ProviderEventId.From($"found-{refund.Reference}-{refund.State}"),
                    At = time.GetUtcNow(),
                    Payments = [charge.Payment],
                    Refund = refund.Told(),
                    Tenant = refund.Request?.Tenant,
                    Decision = refund.Request?.Decision,
                    Order = refund.Request?.Order,
                    Claim = refund.Request?.Claim,
                    Note = refund.Request?.Note,
                    MadeAt = refund.MadeAt,
                };
            }
        }
    }
}
