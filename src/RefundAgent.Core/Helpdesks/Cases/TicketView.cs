using System.Collections.Immutable;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Helpdesks;

/// <summary>All that a plan is made of: the ticket as it stands there, what was done about it, and what was decided.</summary>
public sealed record TicketView
{
    public required HelpdeskConnection Connection { get; init; }

    public required HelpdeskTicket Thread { get; init; }

    public required TicketCase Case { get; init; }

    /// <summary>Of <see cref="TicketCase.Decided"/>, in that order; each complete.</summary>
    public required ImmutableArray<DecisionRecord> Records { get; init; }

    public required ReplyBook Book { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The newest decision that the customer was answered on by the agent; null where there is none.</summary>
    public DecisionRecord? Answered => Records.LastOrDefault(record => Case.Post(record.Id, CasePost.Steps.Reply) is { Done: true });

    /// <summary>Before the comment, the team was told what there is to answer.</summary>
    public bool WasToldBefore(TicketComment comment)
    {
        var place = Thread.Comments.IndexOf(comment);
        return Thread.Comments.Take(place).Any(each => each.Author.Kind == AuthorKind.Self && !each.Public);
    }
}
