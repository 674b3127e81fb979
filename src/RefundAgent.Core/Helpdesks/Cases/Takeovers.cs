using System.Collections.Immutable;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Helpdesks;

/// <summary>
/// A member of the team who answers the customer takes the ticket over, whatever they wrote. Where the agent had prepared an answer and they
/// sent that with changes, the changes are feedback on its words.
/// </summary>
internal static class Takeovers
{
    public static IEnumerable<TicketMove> In(TicketView view)
    {
        if (view.Case.TakenOver is not null
            || view.Thread.Comments.FirstOrDefault(each => each is { Public: true, Author.Kind: AuthorKind.Staff }) is not { } answer)
        {
            yield break;
        }

        if (EditOf(view, answer) is { } edit && !view.Case.Told.Contains(edit.Id.Value))
        {
            yield return new TicketMove.Tell(edit);
        }

        yield return new TicketMove.TakeOver(new Takeover(answer.Id, answer.Author.Id));
    }

    private static FeedbackEvent? EditOf(TicketView view, TicketComment answer)
    {
        if (StaffNote.Speaker(answer with { Public = false }, view.Connection, out _) is not { } speaker
            || view.Records.LastOrDefault() is not { } record
            || view.Case.Post(record.Id, CasePost.Steps.Note) is not { Done: true }
            || view.Case.Post(record.Id, CasePost.Steps.Reply) is { Done: true }
            || ReplyWriter.Write(record, view.Book) is not { } prepared
            || !Likeness.IsEdit(prepared, answer.Text))
        {
            return null;
        }

        return new FeedbackEvent
        {
            Id = new EventId($"comment-{view.Connection.Name}-{answer.Id}"),
            Tenant = view.Connection.Tenant,
            Decision = record.Id,
            Kind = FeedbackKind.ReplyEdit,
            By = speaker.Principal,
            Roles = speaker.Roles,
            EditedReply = answer.Text,
            At = answer.At,
        };
    }
}
