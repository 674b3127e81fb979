using System.Collections.Immutable;
using RefundAgent.Adapters.Records;
using RefundAgent.Adapters.Storage;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>Finds a customer's decisions by a column of their papers: a scan in the store, of which only what fits is sent.</summary>
internal sealed class CustomerCases(ITables tables, IOrderBook orders) : ICustomerCases
{
    private readonly ITable decisions = tables[TableNames.Decisions];

    public async Task<ErasedCustomer> FindAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken)
    {
        var own = await PapersOfAsync(tenant, customer, cancellationToken);
        var ordered = await orders.OfCustomerAsync(tenant, customer, cancellationToken);
        var emails = own.Select(papers => papers.Ticket.Customer.Email).Concat(ordered.Select(order => order.CustomerEmail))
            .OfType<string>().Where(email => !string.IsNullOrWhiteSpace(email)).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new ErasedCustomer(customer, emails, []);
        var all = own.ToList();
        foreach (var email in emails.Where(email => Identity.Id.TryParse<CustomerId>(email, out _)))
        {
            all.AddRange(await PapersOfAsync(tenant, CustomerId.From(email), cancellationToken));
        }

        return found with { Decisions = [.. all.Where(papers => found.Is(papers.Ticket.Customer.Id)).Select(papers => DecisionId.For(papers.Ticket))] };
    }

    private async Task<List<CasePapers>> PapersOfAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken)
    {
        var found = new List<CasePapers>();
        await foreach (var row in decisions.QueryAsync(DecisionRanges.PapersOf(tenant, customer), cancellationToken))
        {
            found.Add(row.Read<CasePapers>(decisions.Name));
        }

        return found;
    }
}
