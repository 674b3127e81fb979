using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Faults;

/// <summary>A payment provider at whose every call the process may end: before it is asked, or paid and nothing written down.</summary>
internal sealed class KilledGateway(IRefundGateway inner, KillSwitch end) : IRefundGateway
{
    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        end.AroundAsync(Step(GatewayVerbs.Refund), () => inner.RefundAsync(request, cancellationToken));

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        end.AroundAsync(Step(GatewayVerbs.Payment), () => inner.GetPaymentAsync(tenant, payment, cancellationToken));

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        end.AroundAsync(Step(GatewayVerbs.List), () => inner.ListRefundsAsync(tenant, payment, cancellationToken));

    private static string Step(string verb) => $"{KillPoint.Gateway}.{verb}";
}
