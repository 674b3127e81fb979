using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>
/// A ticket as its helpdesk shows it just now, read through the API: the only account of it that anything is decided on, since a webhook's
/// body may be late, out of order, repeated or, where a helpdesk cannot sign, somebody else's.
/// </summary>
public sealed record HelpdeskTicket
{
    /// <summary>The helpdesk's own; another than was asked for where the ticket was merged into that one.</summary>
    public required TicketId Id { get; init; }

    public required TicketState State { get; init; }

    public required HelpdeskCustomer Customer { get; init; }

    /// <summary>The helpdesk's word for how the customer writes, such as <c>email</c> or <c>chat</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>BCP 47, where the helpdesk knows it.</summary>
    public string? Language { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The helpdesk's id of the person it is assigned to, or <c>team:ID</c> where it is no person's yet.</summary>
    public string? Assignee { get; init; }

    /// <summary>The helpdesk's mark of this state, for an update that must not overwrite another; null where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>Oldest first; what was deleted or is a draft is left out, automatic entries ("assigned to …") too.</summary>
    public required ImmutableArray<TicketComment> Comments { get; init; }

    /// <summary>The customer's newest; null where there is none, or where the helpdesk tells it by webhook only.</summary>
    public TicketRating? Rating { get; init; }
}

/// <summary>Where a ticket stands, as far as this product minds.</summary>
public enum TicketState
{
    /// <summary>Somebody is expected to act: new, open, pending, on hold, snoozed.</summary>
    Open,

    /// <summary>Done, and open again as soon as the customer writes.</summary>
    Solved,

    /// <summary>Done for good: the helpdesk takes no more comments.</summary>
    Closed,
}

/// <summary>Who asks, as the helpdesk knows them.</summary>
/// <param name="Id">The helpdesk's own.</param>
/// <param name="ShopId">The shop's customer id, where the shop told the helpdesk (an external id).</param>
/// <param name="Email">Only finds orders; nobody has proven it.</param>
public sealed record HelpdeskCustomer(string Id, string? ShopId, string? Email);

/// <summary>What the customer thinks of the answer.</summary>
/// <param name="Score">1 to 5, whatever the helpdesk's own scale.</param>
/// <param name="At">When it was given or last changed.</param>
public sealed record TicketRating(int Score, DateTimeOffset At);
