using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>
/// One connected helpdesk, as this product needs it. An adapter only translates: it keeps nothing, and sends a comment once, since no
/// helpdesk takes an idempotency key for one; whether to send again is decided above, after the ticket was read once more.
/// </summary>
public interface IHelpdesk
{
    /// <summary>Before the id of a team or group, where one stands in a person's place.</summary>
    const string Team = "team:";

    /// <summary>How long a comment that was accepted may take until a reading shows it; zero where it shows at once.</summary>
    TimeSpan ShowsWithin { get; }

    /// <summary>Null where it was deleted, or never was.</summary>
    /// <exception cref="HelpdeskException">No usable answer.</exception>
    Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken);

    /// <summary>Writes what only the team sees.</summary>
    /// <param name="ticket">As last read.</param>
    /// <param name="text">Plain text with line breaks; the adapter makes of it what the helpdesk shows unchanged.</param>
    /// <param name="cancellationToken">Leaves it open whether the note was written.</param>
    /// <returns>Null where the helpdesk accepted it and names it later.</returns>
    /// <exception cref="HelpdeskException">Not written, or nobody knows; see its kind.</exception>
    Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken);

    /// <summary>Answers the customer; the ticket's state is left as the helpdesk's own rules leave it.</summary>
    /// <exception cref="HelpdeskException">As for a note; <see cref="HelpdeskFault.Moved"/> where the helpdesk saw somebody write since.</exception>
    /// <inheritdoc cref="NoteAsync"/>
    Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken);

    /// <summary>Adds tags and leaves all others.</summary>
    /// <exception cref="HelpdeskException">No usable answer.</exception>
    Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken);

    /// <param name="ticket">As last read.</param>
    /// <param name="assignee">In the helpdesk's own ids; <c>team:ID</c> for a team or group.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HelpdeskException">No usable answer.</exception>
    Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken);

    /// <summary>Tickets that anything was done to since then, in no order and possibly twice; for finding what no webhook told.</summary>
    /// <exception cref="HelpdeskException">No usable answer.</exception>
    IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
