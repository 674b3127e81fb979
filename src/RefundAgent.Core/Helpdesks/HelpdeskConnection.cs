using System.Collections.Immutable;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>What the operator has agreed with one helpdesk; secrets and addresses are the adapter's own.</summary>
public sealed record HelpdeskConnection
{
    public required ConnectionName Name { get; init; }

    /// <summary>Whose tickets it brings; never read from a delivery.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Which helpdesk: <c>zendesk</c>, <c>intercom</c> and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// True where the helpdesk has checked who its customers are. Otherwise, and for all that comes by e-mail, every payment waits for a person.
    /// </summary>
    public bool CustomersAuthenticated { get; init; }

    /// <summary>Answers go to the customer at once; otherwise they are prepared in a note, for a person to send.</summary>
    public bool SendsReplies { get; init; } = true;

    /// <summary>Tickets of which no webhook told are looked for too. Only where every ticket of the helpdesk is meant for the agent.</summary>
    public bool CatchesUp { get; init; }

    /// <summary>Where a case goes that a person has to decide; null to leave it where it is. As <see cref="IHelpdesk.AssignAsync"/> takes it.</summary>
    public string? AssignTo { get; init; }

    /// <summary>People whose word counts, by their id in the helpdesk.</summary>
    public ImmutableSortedDictionary<string, Reviewer> Reviewers { get; init; } = ImmutableSortedDictionary<string, Reviewer>.Empty;

    /// <summary>In whose name tickets and customers' signals of this helpdesk come.</summary>
    public PrincipalId Principal => new($"helpdesk:{Name}");

    /// <summary>A ticket's id over all helpdesks of a tenant: two of them may count from one.</summary>
    public TicketId TicketOf(TicketId theirs) => new($"{Name}:{theirs}");
}

/// <summary>A person of the team, under the name that they have in the API too: whoever says the same twice is one person.</summary>
/// <param name="Principal">As in <c>Auth:Keys</c>.</param>
/// <param name="Roles">Agent or manager.</param>
public sealed record Reviewer(PrincipalId Principal, Roles Roles);
