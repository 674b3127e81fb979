using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Leases;
using RefundAgent.Queues;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>
/// The coordinator of a helpdesk's ticket: one process at a time reads it, plans, does what is planned and notes it, until nothing is left. The
/// event only says that there is something to look at. Every step may be done again after a crash: decisions and answers count once, feedback
/// has its ids, and what is written on the ticket was noted before and is looked for before it is written again.
/// </summary>
public sealed partial class TicketDesk(
    IHelpdesks helpdesks,
    ITicketCases cases,
    TicketLeases leases,
    RefundDesk refunds,
    StaffDesk staff,
    Intents intents,
    IDecisionRecords records,
    IFeedbackQueue feedback,
    ReplyBook book,
    TimeProvider time,
    ILogger<TicketDesk> logger)
{
    /// <summary>More than any ticket needs at once; a plan that never ends must not hold the queue.</summary>
    private const int MostMoves = 100;

    /// <exception cref="UnreadableMessageException">It will never be understood, or its connection is gone from the settings.</exception>
    /// <exception cref="HelpdeskException">The helpdesk gave no usable answer; what is left to do is found by whoever looks next.</exception>
    public async Task HandleAsync(HelpdeskDelivery delivery, CancellationToken cancellationToken)
    {
        var helpdesk = helpdesks.Find(delivery.Connection.Value) is { } found && found.Connection.Tenant == delivery.Tenant
            ? found
            : throw new UnreadableMessageException($"helpdesk '{delivery.Connection}' of tenant '{delivery.Tenant}' is not connected any more.");
        switch (delivery.Ticket is { } own ? new DeliveryReading.Moved(own, "") : helpdesk.Reader.Read(delivery))
        {
            case DeliveryReading.Moved moved:
                await LookAtAsync(helpdesk, moved, cancellationToken);
                break;
            case DeliveryReading.Unreadable unreadable:
                throw new UnreadableMessageException(unreadable.Why);
            case DeliveryReading.NotForUs left:
                LogLeft(delivery.Connection, left.Why);
                break;
        }
    }

    private async Task LookAtAsync(ConnectedHelpdesk helpdesk, DeliveryReading.Moved moved, CancellationToken cancellationToken)
    {
        var (connection, key) = (helpdesk.Connection, moved.Key.Length == 0 ? null : moved.Key);
        await using var lease = await leases.TakeAsync(connection, moved.Ticket, cancellationToken);
        var seen = await cases.FindAsync(connection.Tenant, connection.Name, moved.Ticket, cancellationToken) ?? TicketCase.Of(connection, moved.Ticket);
        if (seen.HasSeen(key))
        {
            return;
        }

        var did = ImmutableArray.CreateBuilder<string>();
        var thread = await ReadAsync(helpdesk, seen, cancellationToken);
        if (thread is null)
        {
            did.Add("the helpdesk has no such ticket");
        }
        else if (thread.Id != moved.Ticket)
        {
            did.Add($"it was merged into {thread.Id}, which is looked at instead");
            seen = seen with { MergedInto = thread.Id };
        }
        else
        {
            seen = await DoAllAsync(new Turn(helpdesk, lease, moved.Rating, did), thread, seen, cancellationToken);
        }

        // Only now: an event counts as seen when its effect is there.
        var done = seen.WithEvent(new CaseEvent(key, time.GetUtcNow(), did.ToImmutable())) with { LookedAt = time.GetUtcNow() };
        _ = await cases.SaveAsync(done, cancellationToken) ?? throw new LeaseLostException();
        if (seen.MergedInto is { } target && thread is not null)
        {
            await LookAtAsync(helpdesk, new DeliveryReading.Moved(target, ""), cancellationToken);
        }
    }

    /// <summary>A ticket whose helpdesk does not answer is put down as waiting, so that it is looked at again however its message ends.</summary>
    private async Task<HelpdeskTicket?> ReadAsync(ConnectedHelpdesk helpdesk, TicketCase seen, CancellationToken cancellationToken)
    {
        try
        {
            return await helpdesk.Api.ReadAsync(seen.Ticket, cancellationToken);
        }
        catch (HelpdeskException)
        {
            await SaveAsync(seen with { LookedAt = time.GetUtcNow() }, cancellationToken);
            throw;
        }
    }

    /// <returns>The case as saved, with the ticket's state as it was seen last.</returns>
    private async Task<TicketCase> DoAllAsync(Turn turn, HelpdeskTicket thread, TicketCase seen, CancellationToken cancellationToken)
    {
        for (var moves = 0; ;)
        {
            var view = await ViewAsync(turn, thread, seen, cancellationToken);
            var plan = TicketPlan.Of(view);
            if (plan.IsEmpty)
            {
                return seen with { State = thread.State, Rating = view.Thread.Rating ?? seen.Rating, Waits = TicketPlan.Waits(view) };
            }

            foreach (var move in plan)
            {
                if (++moves > MostMoves)
                {
                    throw new InvalidOperationException($"Ticket '{thread.Id}' still has something to do after {MostMoves} steps: {move.GetType().Name}.");
                }

                await turn.Lease.RenewAsync(cancellationToken);
                seen = await DoAsync(turn, thread, seen, move, cancellationToken);
                turn.Did.Add(CaseWords.Of(move, seen));
                LogDid(turn.Connection.Name, thread.Id, turn.Did[^1]);
            }

            if (plan.Any(move => move is TicketMove.Decide or TicketMove.Hear))
            {
                thread = await turn.Api.ReadAsync(thread.Id, cancellationToken) is { } again && again.Id == thread.Id
                    ? again
                    : throw new HelpdeskException(HelpdeskFault.Moved, $"Ticket '{thread.Id}' was deleted or merged while it was being worked on.");
            }
        }
    }

    private async Task<TicketCase> DoAsync(Turn turn, HelpdeskTicket thread, TicketCase seen, TicketMove move, CancellationToken cancellationToken)
    {
        switch (move)
        {
            case TicketMove.Decide decide:
                var record = await refunds.HandleAsync(decide.Ticket, cancellationToken);
                return await SaveAsync(seen with { Decided = [.. seen.Decided, new DecidedComment(decide.Comment.Id, record.Id)] }, cancellationToken);
            case TicketMove.Hear hear:
                return await HearAsync(turn, thread, seen, hear, cancellationToken);
            case TicketMove.Tell tell:
                await feedback.SendAsync(tell.Feedback, cancellationToken);
                return await SaveAsync(seen with { Told = [.. seen.Told, tell.Feedback.Id.Value] }, cancellationToken);
            case TicketMove.TakeOver taken:
                return await SaveAsync(seen with { TakenOver = taken.By }, cancellationToken);
            case TicketMove.Found there:
                return await SaveAsync(seen.With(there.Post with { Done = true, Comment = there.Comment }), cancellationToken);
            case TicketMove.Note note:
                return await WriteAsync(turn, seen, note.Post, () => turn.Api.NoteAsync(thread, note.Text, cancellationToken), cancellationToken);
            case TicketMove.Reply reply:
                return await WriteAsync(turn, seen, reply.Post, () => turn.Api.ReplyAsync(thread, reply.Text, cancellationToken), cancellationToken);
            case TicketMove.Tag tag:
                return await WriteAsync(turn, seen, tag.Post, () => Nameless(turn.Api.TagAsync(thread, tag.Tags, cancellationToken)), cancellationToken);
            case TicketMove.Assign assign:
                return await WriteAsync(turn, seen, assign.Post, () => Nameless(turn.Api.AssignAsync(thread, assign.Assignee, cancellationToken)), cancellationToken);
            default:
                throw new InvalidOperationException($"Nobody knows how to do {move.GetType().Name}.");
        }
    }

    /// <summary>Carried out first, then told, then noted as heard: what was carried out is found so if it is carried out again.</summary>
    private async Task<TicketCase> HearAsync(Turn turn, HelpdeskTicket thread, TicketCase seen, TicketMove.Hear hear, CancellationToken cancellationToken)
    {
        var step = CasePost.Steps.AnswerTo(hear.Comment.Id);
        var post = seen.Post(hear.Record.Id, step) ?? new CasePost(hear.Record.Id, step, time.GetUtcNow());
        if (post.IsOpen)
        {
            var became = hear.Refusal is { } why ? $"Not taken: {why}.\n{CommandReader.Grammar}" : await staff.CarryOutAsync(hear, turn.Connection, cancellationToken);
            seen = await WriteAsync(turn, seen, post, () => turn.Api.NoteAsync(thread, OwnMarker.Sign($"RefundAgent: {became}", post), cancellationToken), cancellationToken);
        }

        return await SaveAsync(seen with { Heard = [.. seen.Heard, hear.Comment.Id] }, cancellationToken);
    }

    private async Task<TicketCase> WriteAsync(Turn turn, TicketCase seen, CasePost post, Func<Task<CommentId?>> write, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (seen.Post(post.Decision, post.Step) is { } before && now - before.IntendedAt < turn.Api.ShowsWithin)
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
            LogRefused(turn.Connection.Name, post.Marker, refused.Message);
            return await SaveAsync(seen.With(post with { Refused = refused.Message }), cancellationToken);
        }
    }

    private async Task<TicketView> ViewAsync(Turn turn, HelpdeskTicket thread, TicketCase seen, CancellationToken cancellationToken)
    {
        var decided = ImmutableArray.CreateBuilder<DecisionRecord>();
        foreach (var (_, decision) in seen.Decided)
        {
            var record = await records.FindAsync(seen.Tenant, decision, cancellationToken)
                ?? throw new InvalidOperationException($"Decision {decision} of ticket '{seen.Ticket}' is gone from the store.");
            decided.Add(await intents.FinishAsync(record, cancellationToken));
        }

        return new TicketView
        {
            Connection = turn.Connection,
            Thread = thread.Rating is null ? thread with { Rating = turn.Rating } : thread,
            Case = seen,
            Records = decided.ToImmutable(),
            Book = book,
            Now = time.GetUtcNow(),
        };
    }

    /// <summary>In the middle of a turn: it waits until the turn's end says otherwise, so that one which is cut off is found again.</summary>
    private async Task<TicketCase> SaveAsync(TicketCase seen, CancellationToken cancellationToken) =>
        await cases.SaveAsync(seen with { Waits = true }, cancellationToken) ?? throw new LeaseLostException();

    private static async Task<CommentId?> Nameless(Task done)
    {
        await done;
        return null;
    }

    /// <param name="Lease">Renewed before every step.</param>
    /// <param name="Rating">That the event brought, where the ticket itself shows none.</param>
    /// <param name="Did">In words, for whoever tries the connection out.</param>
    private sealed record Turn(ConnectedHelpdesk Helpdesk, TicketLease Lease, TicketRating? Rating, ImmutableArray<string>.Builder Did)
    {
        public HelpdeskConnection Connection => Helpdesk.Connection;

        public IHelpdesk Api => Helpdesk.Api;
    }

    [LoggerMessage(9010, LogLevel.Information, "Helpdesk {Connection}, ticket {Ticket}: {Did}")]
    private partial void LogDid(ConnectionName connection, TicketId ticket, string did);

    [LoggerMessage(9011, LogLevel.Information, "Helpdesk {Connection}: a delivery is left alone, {Why}")]
    private partial void LogLeft(ConnectionName connection, string why);

    [LoggerMessage(9012, LogLevel.Error, "Helpdesk {Connection} will not have {Marker}, and it is not tried again: {Why}")]
    private partial void LogRefused(ConnectionName connection, string marker, string why);
}
