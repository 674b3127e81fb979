using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>The orders that the shop told us of; every look-up is bound to a tenant, and the case's to one customer.</summary>
public interface IOrderBook
{
    /// <summary>All orders of one customer, by order id. One storage operation.</summary>
    Task<ImmutableArray<Order>> OfCustomerAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>The customers that ordered with this address (compared without regard to case), for helpdesks that know no customer id.</summary>
    Task<ImmutableArray<CustomerId>> CustomersByEmailAsync(TenantId tenant, string email, CancellationToken cancellationToken);

    Task<Order?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancellationToken);

    /// <summary>The order that a charge paid for: how a payment event finds its order.</summary>
    Task<Order?> FindByPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken);

    /// <summary>Adds or replaces; importing the same order twice leaves one. An order that changed its customer leaves the old one's sight.</summary>
    Task PutAsync(TenantId tenant, Order order, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a customer's orders. That an order was theirs is still known by its id: one that came back under another customer could
    /// otherwise be paid back to both.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken);
}
