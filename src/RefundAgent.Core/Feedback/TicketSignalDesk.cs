using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Records;

namespace RefundAgent.Feedback;

/// <summary>
/// Turns a signal about a ticket into feedback on the decision that the customer had seen. One that comes before its decision waits in the
/// queue, longer each time, for a day; then the ticket is none of ours, or a person has to look why it was not decided.
/// </summary>
public sealed partial class TicketSignalDesk(
    IDecisionRecords records, IFeedbackInbox inbox, ITicketSignalQueue queue, TimeProvider time, ILogger<TicketSignalDesk> logger)
{
    public static TimeSpan Patience { get; } = TimeSpan.FromDays(1);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <exception cref="UndecidedTicketException">A message of the ticket was taken up, and nothing has been decided in all that time.</exception>
    public async Task HandleAsync(TicketSignal signal, CancellationToken cancellationToken)
    {
        var decisions = await records.OfTicketAsync(signal.Tenant, signal.Ticket, cancellationToken);
        if (MeantBy(signal, decisions) is { } meant && await records.FindAsync(signal.Tenant, meant, cancellationToken) is not null)
        {
            await inbox.AddAsync(signal.On(meant), cancellationToken);
            return;
        }

        var age = time.GetUtcNow() - signal.ReceivedAt;
        if (age < Patience)
        {
            await queue.SendAsync(signal, TimeSpan.FromTicks(Math.Clamp(age.Ticks, ShortestWait.Ticks, LongestWait.Ticks)), cancellationToken);
        }
        else if (decisions.IsEmpty)
        {
            LogNotOurs(signal.Kind, signal.Id, signal.Ticket);
        }
        else
        {
            throw new UndecidedTicketException(signal);
        }
    }

    /// <summary>
    /// The newest of those that were there when the signal came, so that the answer is the same however late it is worked on; the first one
    /// where the signal overtook its ticket.
    /// </summary>
    private static DecisionId? MeantBy(TicketSignal signal, ImmutableArray<DecisionId> decisions)
    {
        var seen = decisions.LastOrDefault(each => DecisionId.TryParse(each.Value, out _, out var at) && at <= signal.ReceivedAt);
        return seen != default ? seen : decisions.IsEmpty ? null : decisions[0];
    }

    [LoggerMessage(9054, LogLevel.Information, "{Kind} {Event} is about ticket {Ticket}, of which nothing was ever asked here; it is left alone")]
    private partial void LogNotOurs(FeedbackKind kind, EventId @event, Tickets.TicketId ticket);
}

/// <summary>Kept in the poison queue: once the ticket's own message has been replayed from there, this can be too.</summary>
public sealed class UndecidedTicketException(TicketSignal signal) : Exception(
    $"{signal.Kind} '{signal.Id}' is about ticket '{signal.Ticket}', whose message was taken up and not decided within {TicketSignalDesk.Patience.TotalHours} h. "
    + "Replay the ticket's message first (refund-agent poison list), then this one.");
