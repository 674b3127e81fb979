using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>All that one claim is decided on; nothing else may enter the decision, so that the record explains it fully.</summary>
public sealed record CaseFile
{
    public required Ticket Ticket { get; init; }

    public required ClaimReading Claim { get; init; }

    /// <summary>The order that the claim is about; always one of the ticket's own customer's.</summary>
    public Order? Order { get; init; }

    /// <summary>What this customer has been given back, or is about to be, earlier claims of the same message included.</summary>
    public required CustomerAccount Account { get; init; }

    /// <summary>By name.</summary>
    public required ImmutableSortedDictionary<string, Fact> Facts { get; init; }

    /// <summary>What of the operator's terms holds for the claim: the entitlement is made by them.</summary>
    public ClaimTerms Terms { get; init; } = ClaimTerms.Default;

    public FactValue? this[string name] => Facts.TryGetValue(name, out var fact) ? fact.Value : null;
}
