using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>The copies of orders that the shop gave us.</summary>
internal sealed class ErasedOrders(IOrderBook orders) : IPersonalData
{
    public string Kind => "orders";

    public Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken) =>
        orders.ForgetAsync(tenant, customer.Id, cancellationToken);
}
