using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>
/// Lets one caller at a time decide a message. A duplicate waits for the first one's answer; a message whose holder died is taken over
/// when its time has run out. Two callers at once would still be safe (record and refund are insert-if-absent), only wasteful.
/// </summary>
public sealed class MessageTurns(IDecisionRecords records, TimeProvider time)
{
    /// <summary>Longer than nearly every decision; a message that reappears after a crash is decided within one redelivery.</summary>
    public static TimeSpan HoldFor { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a duplicate waits before it is told to come back.</summary>
    public static TimeSpan WaitFor { get; } = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GiveBackWithin = TimeSpan.FromSeconds(3);

    /// <exception cref="MessageBusyException">Somebody is still deciding the message.</exception>
    public async Task<Turn> TakeAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var until = time.GetUtcNow() + HoldFor;
            var slot = await records.TakeAsync(ticket, DecisionId.For(ticket), until, cancellationToken);
            if (slot is Slot.Taken taken)
            {
                return new Turn(taken.Decision, taken.Earlier, null, until);
            }

            var held = (Slot.Held)slot;
            var record = await records.FindAsync(ticket.Tenant, held.Decision, cancellationToken);
            if (record is { State: RecordState.Complete })
            {
                return new Turn(held.Decision, held.Earlier, record, held.Until);
            }

            if (HasRunOut(held, time.GetUtcNow()) && await records.TakeOverAsync(ticket, held, until, cancellationToken))
            {
                return new Turn(held.Decision, held.Earlier, record, until);
            }

            if (time.GetElapsedTime(began) >= WaitFor)
            {
                throw new MessageBusyException(ticket.Id, PollEvery * 10);
            }

            await Task.Delay(PollEvery, time, cancellationToken);
        }
    }

    /// <summary>
    /// Ends a turn that failed, so that whoever tries again need not wait for its time to run out. Where this fails too, the time does run out.
    /// </summary>
    public async Task GiveBackAsync(Ticket ticket, Turn turn)
    {
        using var limit = new CancellationTokenSource(GiveBackWithin, time);
        var now = time.GetUtcNow();
        if (await records.TakeAsync(ticket, turn.Decision, now, limit.Token) is Slot.Held held && held.Until == turn.Until)
        {
            await records.TakeOverAsync(ticket, held, now, limit.Token);
        }
    }

    /// <summary>An end further off than any holder could have set it was written by a clock that has been put back since: nobody waits for that.</summary>
    private static bool HasRunOut(Slot.Held held, DateTimeOffset now) => now >= held.Until || held.Until - now > 2 * HoldFor;
}

/// <param name="Decision">The id that the decision has or shall have.</param>
/// <param name="Earlier">Decisions on earlier messages of the ticket, oldest first.</param>
/// <param name="Record">What stands already: complete, or an intent to carry out; null where nothing has been decided.</param>
/// <param name="Until">When it runs out.</param>
public sealed record Turn(DecisionId Decision, ImmutableArray<DecisionId> Earlier, DecisionRecord? Record, DateTimeOffset Until);

/// <summary>The same message is being decided elsewhere right now.</summary>
public sealed class MessageBusyException(TicketId ticket, TimeSpan retryAfter)
    : Exception($"A message of ticket '{ticket}' is being decided; ask again shortly.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
