using System.Collections.Immutable;

namespace RefundAgent.Helpdesks;

/// <summary>
/// Whether a comment may tell the agent anything. A body proves nothing, so each of these is asked of the ticket as the helpdesk's API shows
/// it: internal, typed into the helpdesk, by a member of staff whom the operator mapped to a reviewer.
/// </summary>
public static class StaffNote
{
    /// <summary>Who speaks; null with the reason where nobody's word counts.</summary>
    /// <param name="comment">That begins with a command.</param>
    /// <param name="connection">With the reviewers.</param>
    /// <param name="why">What the team is told; null where somebody's word counts.</param>
    public static Reviewer? Speaker(TicketComment comment, HelpdeskConnection connection, out string? why)
    {
        why = comment switch
        {
            { Public: true } => "it was written to the customer; commands go into an internal note",
            { Origin: not CommentOrigin.Helpdesk } => "it did not come from the helpdesk's own pages (what comes by e-mail or from a program proves nobody)",
            { Suspect: true } => "the helpdesk itself is not sure who wrote it, or it was changed since",
            _ when !connection.Reviewers.ContainsKey(comment.Author.Id) =>
                $"its author (id {comment.Author.Id}) is not among this connection's reviewers; an operator can add them in Helpdesks:{connection.Name}:Reviewers",
            _ => null,
        };
        return why is null ? connection.Reviewers[comment.Author.Id] : null;
    }

    /// <summary>Commands of the team, taken or not: customers' and machines' are text like any other.</summary>
    public static ImmutableArray<(TicketComment Comment, StaffCommand Command)> CommandsIn(HelpdeskTicket thread) =>
    [
        .. from comment in thread.Comments
           where comment.Author.Kind == AuthorKind.Staff
           let command = CommandReader.Read(comment.Text)
           where command is not null
           select (comment, command),
    ];
}
