using System.Collections.Immutable;
using RefundAgent.Adapters.Records;
using RefundAgent.Adapters.Storage;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>
/// Finds a customer's decisions by columns of their papers: scans in the store, of which only what fits is sent. Papers of before format 2
/// may lack the columns, so all of those are read; once the store is migrated there are none.
/// </summary>
internal sealed class CustomerCases(ITables tables, IOrderBook orders) : ICustomerCases
{
    private readonly ITable decisions = tables[TableNames.Decisions];

    public async Task<ErasedCustomer> FindAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken)
    {
        var own = await PapersAsync(
            tenant, DecisionRanges.PapersOf(tenant, customer), papers => DecisionRanges.AreOf(papers, customer), cancellationToken);
        var ordered = await orders.OfCustomerAsync(tenant, customer, cancellationToken);
        var emails = own.Select(papers => papers.Ticket.Customer.Email).Concat(ordered.Select(order => order.CustomerEmail))
            .OfType<string>().Where(email => !string.IsNullOrWhiteSpace(email)).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        var named = new ErasedCustomer(customer, emails, []);
        var theirs = ImmutableHashSet.CreateBuilder<DecisionId>();
        theirs.UnionWith(own.Where(papers => named.Is(papers.Ticket.Customer.Id)).Select(papers => DecisionId.For(papers.Ticket)));
        foreach (var email in emails)
        {
            foreach (var papers in await PapersAsync(
                tenant, DecisionRanges.PapersWith(tenant, email), papers => DecisionRanges.AreWith(papers, email), cancellationToken))
            {
                if (await IsTheirsAsync(orders, named, papers.Ticket, cancellationToken))
                {
                    theirs.Add(DecisionId.For(papers.Ticket));
                }
            }
        }

        return named with { Decisions = theirs.ToImmutable() };
    }

    /// <summary>
    /// A ticket with an address of theirs is theirs, as it was when it was decided, unless it names somebody who has orders of their own.
    /// </summary>
    public static async Task<bool> IsTheirsAsync(IOrderBook orders, ErasedCustomer customer, Ticket ticket, CancellationToken cancellationToken) =>
        customer.Is(ticket.Customer.Id)
        || (customer.HasEmail(ticket.Customer) && (await orders.OfCustomerAsync(ticket.Tenant, ticket.Customer.Id, cancellationToken)).IsEmpty);

    private async Task<List<CasePapers>> PapersAsync(
        TenantId tenant, RowQuery byColumn, Func<CasePapers, bool> fits, CancellationToken cancellationToken)
    {
        var found = new List<CasePapers>();
        await foreach (var row in decisions.QueryAsync(byColumn, cancellationToken))
        {
            found.Add(row.Read<CasePapers>(decisions.Name));
        }

        await foreach (var row in decisions.QueryAsync(DecisionRanges.WithoutColumns(tenant), cancellationToken))
        {
            if (DecisionKeys.ArePapers(row.Key) && row.Read<CasePapers>(decisions.Name) is var papers && fits(papers))
            {
                found.Add(papers);
            }
        }

        return found;
    }
}
