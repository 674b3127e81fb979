using Microsoft.Extensions.Logging;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Leases;

namespace RefundAgent.Helpdesks;

/// <summary>
/// Makes one move of a plan and notes it in the ticket's case. Each may be made again after a crash at any point: decisions and answers count
/// once, feedback has its ids, and what is written on a ticket is noted before and after.
/// </summary>
public sealed partial class TicketMoves(
    ITicketCases cases, RefundDesk refunds, StaffDesk staff, IFeedbackQueue feedback, TimeProvider time, ILogger<TicketMoves> logger)
{
    /// <param name="helpdesk">Where the ticket is.</param>
    /// <param name="thread">As last read.</param>
    /// <param name="seen">The case as it was saved last.</param>
    /// <param name="move">Of a plan that was made of the two.</param>
    /// <param name="cancellationToken">Ends it between two effects, or leaves one open.</param>
    /// <returns>The case as it is now saved.</returns>
    public async Task<TicketCase> DoAsync(ConnectedHelpdesk helpdesk, HelpdeskTicket thread, TicketCase seen, TicketMove move, CancellationToken cancellationToken)
    {
        switch (move)
        {
            case TicketMove.Decide decide:
                var record = await refunds.HandleAsync(decide.Ticket, cancellationToken);
                return await SaveAsync(seen with { Decided = [.. seen.Decided, new DecidedComment(decide.Comment.Id, record.Id)] }, cancellationToken);
            case TicketMove.Hear hear:
                return await HearAsync(helpdesk, thread, seen, hear, cancellationToken);
            case TicketMove.Tell tell:
                await feedback.SendAsync(tell.Feedback, cancellationToken);
                return await SaveAsync(seen with { Told = [.. seen.Told, tell.Feedback.Id.Value] }, cancellationToken);
            case TicketMove.TakeOver taken:
                return await SaveAsync(seen with { TakenOver = taken.By }, cancellationToken);
            case TicketMove.Found there:
                return await SaveAsync(seen.With(there.Post with { Done = true, Comment = there.Comment }), cancellationToken);
            case TicketMove.Note note:
                return await WriteAsync(helpdesk, seen, note.Post, () => helpdesk.Api.NoteAsync(thread, note.Text, cancellationToken), cancellationToken);
            case TicketMove.Reply reply:
                return await WriteAsync(helpdesk, seen, reply.Post, () => helpdesk.Api.ReplyAsync(thread, reply.Text, cancellationToken), cancellationToken);
            case TicketMove.Tag tag:
                return await WriteAsync(helpdesk, seen, tag.Post, () => Nameless(helpdesk.Api.TagAsync(thread, tag.Tags, cancellationToken)), cancellationToken);
            case TicketMove.Assign assign:
                return await WriteAsync(helpdesk, seen, assign.Post, () => Nameless(helpdesk.Api.AssignAsync(thread, assign.Assignee, cancellationToken)), cancellationToken);
            default:
                throw new InvalidOperationException($"Nobody knows how to do {move.GetType().Name}.");
        }
    }

    /// <summary>Carried out first, then told, then noted as heard: what was carried out is found so if it is carried out again.</summary>
    private async Task<TicketCase> HearAsync(ConnectedHelpdesk helpdesk, HelpdeskTicket thread, TicketCase seen, TicketMove.Hear hear, CancellationToken cancellationToken)
    {
        var step = CasePost.Steps.AnswerTo(hear.Comment.Id);
        var post = seen.Post(hear.Record.Id, step) ?? new CasePost(hear.Record.Id, step, time.GetUtcNow());
        if (post.IsOpen)
        {
            var became = hear.Refusal is { } why ? $"Not taken: {why}.\n{CommandReader.Grammar}" : await staff.CarryOutAsync(hear, helpdesk.Connection, cancellationToken);
            seen = await WriteAsync(helpdesk, seen, post, () => helpdesk.Api.NoteAsync(thread, OwnMarker.Sign($"RefundAgent: {became}", post), cancellationToken), cancellationToken);
        }

        return await SaveAsync(seen with { Heard = [.. seen.Heard, hear.Comment.Id] }, cancellationToken);
    }

    private async Task<TicketCase> WriteAsync(ConnectedHelpdesk helpdesk, TicketCase seen, CasePost post, Func<Task<CommentId?>> write, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (seen.Post(post.Decision, post.Step) is { } before && now - before.IntendedAt < helpdesk.Api.ShowsWithin)
        {
            throw new HelpdeskException(HelpdeskFault.Unclear, $"Whether {post.Marker} is on the ticket cannot be seen yet; it is looked for again.");
        }

        seen = await SaveAsync(seen.With(post with { IntendedAt = now }), cancellationToken);
        try
        {
            return await SaveAsync(seen.With(post with { IntendedAt = now, Done = true, Comment = await write() }), cancellationToken);
        }
        catch (HelpdeskException refused) when (refused.Fault == HelpdeskFault.Refused)
        {
            LogRefused(helpdesk.Connection.Name, post.Marker, refused.Message);
            return await SaveAsync(seen.With(post with { Refused = refused.Message }), cancellationToken);
        }
    }

    /// <summary>In the middle of a turn: it waits until the turn's end says otherwise, so that one which is cut off is found again.</summary>
    /// <exception cref="LeaseLostException">Somebody else wrote it: they are at the ticket now.</exception>
    internal async Task<TicketCase> SaveAsync(TicketCase seen, CancellationToken cancellationToken) =>
        await cases.SaveAsync(seen with { Waits = true }, cancellationToken) ?? throw new LeaseLostException();

    private static async Task<CommentId?> Nameless(Task done)
    {
        await done;
        return null;
    }

    [LoggerMessage(9012, LogLevel.Error, "Helpdesk {Connection} will not have {Marker}, and it is not tried again: {Why}")]
    private partial void LogRefused(ConnectionName connection, string marker, string why);
}
