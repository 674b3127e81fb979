using System.Collections.Immutable;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Erasure;

/// <summary>One kind of place where something of a customer may stand. Each can be asked again: what is gone is not found.</summary>
public interface IPersonalData
{
    /// <summary>What it holds, as the report names it.</summary>
    string Kind { get; }

    /// <returns>How many of them held something and do not any more.</returns>
    Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken);
}

/// <summary>Finds what is to be erased before anything is.</summary>
public interface ICustomerCases
{
    Task<ErasedCustomer> FindAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken);
}

/// <summary>A customer by every name that our rows may have for them.</summary>
/// <param name="Id">As the shop calls them, or a helpdesk that knows an address only.</param>
/// <param name="Emails">Of their orders and tickets.</param>
/// <param name="Decisions">On their messages.</param>
public sealed record ErasedCustomer(CustomerId Id, ImmutableHashSet<string> Emails, ImmutableHashSet<DecisionId> Decisions)
{
    /// <summary>By id, or by an address where a helpdesk knows no other name.</summary>
    public bool Is(CustomerId named) => named == Id || Emails.Contains(named.Value);

    public bool HasEmail(TicketCustomer named) => named.Email is { } email && Emails.Contains(email);
}
