using System.Collections.Immutable;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>
/// What has to be done about a ticket, from how it stands alone and never from the event that told of it: so events may come late, twice, in
/// any order or not at all, and the end is the same. Pure. Asked again after every reading until nothing is left.
/// </summary>
public static class TicketPlan
{
    /// <summary>What comes next, in order; what follows from it is seen when asked again. Empty where nothing is left.</summary>
    public static ImmutableArray<TicketMove> Of(TicketView view)
    {
        var found = Arrived(view).ToImmutableArray<TicketMove>();
        if (!found.IsEmpty)
        {
            return found;
        }

        ImmutableArray<TicketMove> first = [.. CustomerSignals.In(view), .. Takeovers.In(view)];
        if (!first.IsEmpty)
        {
            return first;
        }

        return NextTurn(view) is { } next ? [next] : Writing.In(view);
    }

    /// <summary>In the order in which things were said, so that what a customer wrote before a person answered is read as such.</summary>
    private static TicketMove? NextTurn(TicketView view) => (StaffTurns.NextIn(view), CustomerTurns.NextIn(view)) switch
    {
        ({ } told, { } asked) when view.Thread.Comments.IndexOf(asked.Comment) < view.Thread.Comments.IndexOf(told.Comment) => asked,
        ({ } told, _) => told,
        var (_, asked) => asked,
    };

    /// <summary>Something of ours is still to come, or a person's answer is.</summary>
    public static bool Waits(TicketView view) =>
        view.Case.TakenOver is null
        && (view.Records.Any(record => record.Claims.Any(claim => claim.IsOpen() || claim.Refund is { Result: null })) || view.Case.Posts.Any(post => post.IsOpen));

    /// <summary>What was sent without a word of how it went, and shows.</summary>
    private static IEnumerable<TicketMove.Found> Arrived(TicketView view) =>
        from post in view.Case.Posts
        where post is { Comment: null, Refused: null } && CasePost.Steps.IsComment(post.Step)
        let comment = OwnMarker.Find(view.Thread, post.Marker)
        where comment is not null
        select new TicketMove.Found(post, comment.Id);
}
