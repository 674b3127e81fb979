using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>Fetches what a case may see: the ticket's own customer's orders and refunds, and nobody else's.</summary>
public sealed class EvidenceRoom(IOrderBook orders, IRefundLedger ledger)
{
    /// <summary>Two operations; two to three more only where no order is known under the customer's id and the e-mail has to help.</summary>
    public async Task<CustomerEvidence> GatherAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var evidence = await OfAsync(ticket.Tenant, ticket.Customer.Id, cancellationToken);
        if (!evidence.Orders.IsEmpty || string.IsNullOrWhiteSpace(ticket.Customer.Email))
        {
            return evidence;
        }

        var customers = await orders.CustomersByEmailAsync(ticket.Tenant, ticket.Customer.Email, cancellationToken);
        return customers is [var only] && only != ticket.Customer.Id
            ? await OfAsync(ticket.Tenant, only, cancellationToken)
            : evidence;
    }

    private async Task<CustomerEvidence> OfAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken)
    {
        var bought = orders.OfCustomerAsync(tenant, customer, cancellationToken);
        var account = ledger.ReadAccountAsync(tenant, customer, cancellationToken);
        await Task.WhenAll(bought, account);
        return new CustomerEvidence(customer, await bought, await account);
    }
}

/// <param name="Customer">Under whose id the orders were found.</param>
/// <param name="Orders">All of the customer's orders.</param>
/// <param name="Account">What the customer has been given back.</param>
public sealed record CustomerEvidence(CustomerId Customer, ImmutableArray<Order> Orders, CustomerAccount Account);
