using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Decisions;
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
    TicketMoves moves,
    Intents intents,
    IDecisionRecords records,
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
            seen = seen with { Waits = false };
        }
        else if (thread.Id != moved.Ticket)
        {
            did.Add($"it was merged into {thread.Id}, which is looked at instead");
            seen = seen with { MergedInto = thread.Id, Waits = false };
        }
        else
        {
            // Some helpdesks tell a rating in its event and nowhere else.
            seen = await DoAllAsync(helpdesk, lease, thread with { Rating = thread.Rating ?? moved.Rating }, seen, did, cancellationToken);
        }

        // Only now: an event counts as seen when its effect is there.
        var done = seen.WithEvent(new CaseEvent(key, time.GetUtcNow(), did.ToImmutable())) with { LookedAt = time.GetUtcNow() };
        _ = await cases.SaveAsync(done, cancellationToken) ?? throw new LeaseLostException();
        if (thread is not null && thread.Id != moved.Ticket)
        {
            await LookAtAsync(helpdesk, new DeliveryReading.Moved(thread.Id, ""), cancellationToken);
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
            await moves.SaveAsync(seen with { LookedAt = time.GetUtcNow() }, cancellationToken);
            throw;
        }
    }

    /// <returns>The case as saved, with the ticket's state as it was seen last.</returns>
    private async Task<TicketCase> DoAllAsync(
        ConnectedHelpdesk helpdesk, TicketLease lease, HelpdeskTicket thread, TicketCase seen, ImmutableArray<string>.Builder did, CancellationToken cancellationToken)
    {
        while (true)
        {
            var view = await ViewAsync(helpdesk.Connection, thread, seen, cancellationToken);
            var plan = TicketPlan.Of(view);
            if (plan.IsEmpty)
            {
                return seen with { State = thread.State, Rating = thread.Rating ?? seen.Rating, Waits = TicketPlan.Waits(view) };
            }

            foreach (var move in plan)
            {
                if (did.Count >= MostMoves)
                {
                    throw new InvalidOperationException($"Ticket '{thread.Id}' still has something to do after {MostMoves} steps: {move.GetType().Name}.");
                }

                await lease.RenewAsync(cancellationToken);
                seen = await moves.DoAsync(helpdesk, thread, seen, move, cancellationToken);
                did.Add(CaseWords.Of(move, seen));
                LogDid(helpdesk.Connection.Name, thread.Id, did[^1]);
            }

            if (plan.Any(move => move is TicketMove.Decide or TicketMove.Hear))
            {
                thread = await ReadAgainAsync(helpdesk, thread, cancellationToken);
            }
        }
    }

    /// <summary>Much may have been said while something was decided: nothing is answered but to the newest state.</summary>
    private static async Task<HelpdeskTicket> ReadAgainAsync(ConnectedHelpdesk helpdesk, HelpdeskTicket thread, CancellationToken cancellationToken) =>
        await helpdesk.Api.ReadAsync(thread.Id, cancellationToken) is { } again && again.Id == thread.Id
            ? again with { Rating = again.Rating ?? thread.Rating }
            : throw new HelpdeskException(HelpdeskFault.Moved, $"Ticket '{thread.Id}' was deleted or merged while it was being worked on.");

    private async Task<TicketView> ViewAsync(HelpdeskConnection connection, HelpdeskTicket thread, TicketCase seen, CancellationToken cancellationToken)
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
            Connection = connection,
            Thread = thread,
            Case = seen,
            Records = decided.ToImmutable(),
            Book = book,
            Now = time.GetUtcNow(),
        };
    }

    [LoggerMessage(9010, LogLevel.Information, "Helpdesk {Connection}, ticket {Ticket}: {Did}")]
    private partial void LogDid(ConnectionName connection, TicketId ticket, string did);

    [LoggerMessage(9011, LogLevel.Information, "Helpdesk {Connection}: a delivery is left alone, {Why}")]
    private partial void LogLeft(ConnectionName connection, string why);
}
