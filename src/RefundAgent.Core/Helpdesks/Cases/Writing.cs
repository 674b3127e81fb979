using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Helpdesks;

/// <summary>What of the decisions is still to be shown on the ticket: the answer, the note, tags, to whom it goes.</summary>
internal static class Writing
{
    public const string OurTag = "refund-agent";
    public const string PersonTag = "refund-agent-person";

    public static ImmutableArray<TicketMove> In(TicketView view) => [.. view.Records.SelectMany(record => Of(view, record))];

    private static IEnumerable<TicketMove> Of(TicketView view, DecisionRecord record)
    {
        if (!IsOurs(record))
        {
            yield break;
        }

        var reply = ReplyWriter.Write(record, view.Book);
        if (IsToBeAnswered(view, record) && Due(view, record, CasePost.Steps.Reply) is { } answer)
        {
            yield return view.Connection.SendsReplies
                ? new TicketMove.Reply(answer, OwnMarker.Sign(reply, answer))
                : new TicketMove.Note(answer, OwnMarker.Sign(CaseNotes.OfPreparedReply(reply), answer));
        }

        if (Due(view, record, CasePost.Steps.Note) is { } note)
        {
            yield return new TicketMove.Note(note, OwnMarker.Sign(CaseNotes.OfDecision(record, reply, view.Connection.SendsReplies), note));
        }

        if (record.Claims.Any(claim => claim.Wait?.Ended is not null) && Due(view, record, CasePost.Steps.Expired) is { } expired)
        {
            yield return new TicketMove.Note(expired, OwnMarker.Sign(CaseNotes.OfExpiry(record), expired));
        }

        var isForPerson = record.Claims.Any(claim => claim.HasWaited() || claim.Ruling is Ruling.Escalate);
        if (Due(view, record, CasePost.Steps.Tags) is { } tags)
        {
            yield return new TicketMove.Tag(tags, isForPerson ? [OurTag, PersonTag] : [OurTag]);
        }

        if (isForPerson && view.Connection.AssignTo is { } assignee && IsNobodys(view.Thread) && view.Case.TakenOver is null
            && Due(view, record, CasePost.Steps.Assignment) is { } assignment)
        {
            yield return new TicketMove.Assign(assignment, assignee);
        }
    }

    /// <summary>Many helpdesks put every ticket into some team's tray by themselves; a person's is taken from nobody.</summary>
    private static bool IsNobodys(HelpdeskTicket thread) =>
        thread.Assignee is not { } assignee || assignee.StartsWith(IHelpdesk.Team, StringComparison.Ordinal);

    /// <summary>The team's other tickets pass by: what asks for no money back, and is for a person anyway, leaves no trace there.</summary>
    private static bool IsOurs(DecisionRecord record) => record.Claims.Any(claim =>
        claim.Request is RequestKind.Refund or RequestKind.Return or RequestKind.Cancel || claim.Judged() is not Ruling.Escalate);

    /// <summary>Once and whole: when nothing waits any more, unless a person answers, and not only to say that a person will.</summary>
    private static bool IsToBeAnswered(TicketView view, DecisionRecord record) =>
        view.Case.TakenOver is null
        && !record.Claims.Any(claim => claim.IsOpen() || claim.Refund is { Result: null })
        && record.Claims.Any(claim => claim.Ruling is not Ruling.Escalate)
        && (record.Claims.Any(claim => claim.Ruling is Ruling.Approve or Ruling.Deny) || !WasWaiting(view, record));

    /// <summary>A person was looking into the ticket when the message came: whoever asks for news then is not asked back by us.</summary>
    private static bool WasWaiting(TicketView view, DecisionRecord record) => view.Records
        .TakeWhile(earlier => earlier != record)
        .SelectMany(earlier => earlier.Claims)
        .Any(claim => claim.IsOpen() || claim.Answer?.At >= record.DecidedAt || claim.Wait?.Ended?.At >= record.DecidedAt);

    /// <summary>Null where it was written, or will never be.</summary>
    private static CasePost? Due(TicketView view, DecisionRecord record, string step) =>
        view.Case.Post(record.Id, step) is { } post ? post.IsOpen ? post : null : new CasePost(record.Id, step, view.Now);
}
