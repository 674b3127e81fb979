using System.Collections.Immutable;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>One thing that has to be done about a ticket as it stands; a closed set.</summary>
public abstract record TicketMove
{
    private TicketMove()
    {
    }

    /// <summary>A customer's comment wants a decision. The ticket is read again after it: much may have happened meanwhile.</summary>
    public sealed record Decide(TicketComment Comment, Ticket Ticket) : TicketMove;

    /// <summary>A member of the team tells the agent something. The ticket is read again after it.</summary>
    /// <param name="Comment">The command's.</param>
    /// <param name="Command">What it says.</param>
    /// <param name="Speaker">Whose word it is; null where it is nobody's.</param>
    /// <param name="Record">The decision that it is about; the newest where it counts for nothing.</param>
    /// <param name="Refusal">Why it is not carried out; null where it is.</param>
    public sealed record Hear(TicketComment Comment, StaffCommand Command, Reviewer? Speaker, DecisionRecord Record, string? Refusal) : TicketMove;

    /// <summary>A member of the team answered the customer.</summary>
    public sealed record TakeOver(Takeover By) : TicketMove;

    /// <summary>What was set out to be written is there.</summary>
    public sealed record Found(CasePost Post, CommentId Comment) : TicketMove;

    /// <param name="Text">With the marker as its last line.</param>
    public sealed record Note(CasePost Post, string Text) : TicketMove;

    /// <inheritdoc cref="Note"/>
    public sealed record Reply(CasePost Post, string Text) : TicketMove;

    public sealed record Tag(CasePost Post, ImmutableArray<string> Tags) : TicketMove;

    public sealed record Assign(CasePost Post, string Assignee) : TicketMove;

    /// <summary>Feedback for the learner.</summary>
    public sealed record Tell(FeedbackEvent Feedback) : TicketMove;
}
