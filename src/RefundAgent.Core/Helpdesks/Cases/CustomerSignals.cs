using System.Globalization;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>What the customer thought of the agent's answer: a rating, or that a ticket which was done is open again. Never of a person's answer.</summary>
internal static class CustomerSignals
{
    public static IEnumerable<TicketMove.Tell> In(TicketView view)
    {
        if (view.Case.TakenOver is not null || view.Answered is not { } record)
        {
            return [];
        }

        return new[] { Reopened(view, record), Rated(view, record) }
            .OfType<FeedbackEvent>()
            .Where(said => !view.Case.Told.Contains(said.Id.Value))
            .Select(said => new TicketMove.Tell(said));
    }

    /// <summary>It was done, the customer wrote after our answer, and it is open.</summary>
    private static FeedbackEvent? Reopened(TicketView view, DecisionRecord record)
    {
        var answer = view.Case.Post(record.Id, CasePost.Steps.Reply)!.Comment;
        var after = view.Thread.Comments.SkipWhile(comment => comment.Id != answer).Skip(1);
        return view.Case.State != TicketState.Open
            && view.Thread.State == TicketState.Open
            && after.LastOrDefault(comment => comment.Author.Kind == AuthorKind.Customer) is { } wrote
                ? Of(view, record, FeedbackKind.Reopen, $"reopen-{view.Connection.Name}-{wrote.Id}", wrote.At)
                : null;
    }

    private static FeedbackEvent? Rated(TicketView view, DecisionRecord record) =>
        view.Thread.Rating is { } rating && rating != view.Case.Rating
            ? Of(view, record, FeedbackKind.Csat, string.Create(
                CultureInfo.InvariantCulture, $"csat-{view.Connection.Name}-{view.Thread.Id}-{rating.Score}-{rating.At.ToUnixTimeSeconds()}"), rating.At) with
            {
                Score = rating.Score,
            }
            : null;

    private static FeedbackEvent Of(TicketView view, DecisionRecord record, FeedbackKind kind, string id, DateTimeOffset at) => new()
    {
        Id = new EventId(id),
        Tenant = view.Connection.Tenant,
        Decision = record.Id,
        Kind = kind,
        By = view.Connection.Principal,
        Roles = Roles.System,
        At = at,
    };
}
