using RefundAgent.Decisions;
using RefundAgent.Helpdesks;
using RefundAgent.Queues;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Queues;

/// <summary>What both hosts do with a message of queue <see cref="QueueNames.Tickets"/>. It throws on failure, so that the message comes back.</summary>
public sealed class TicketWorker(IQueueMessages messages, RefundDesk desk, TicketDesk helpdesks, TimeProvider time)
{
    /// <summary>As long as an HTTP call may take.</summary>
    internal static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(100);

    /// <param name="message">Base64 decoded.</param>
    /// <exception cref="UnreadableMessageException">It will never be readable.</exception>
    /// <exception cref="TimeoutException">It took too long; what was decided so far stands.</exception>
    public Task HandleAsync(string message, CancellationToken cancellationToken) =>
        QueueSpans.ProcessAsync(QueueNames.Tickets, message, () => WorkAsync(message, cancellationToken));

    private async Task WorkAsync(string message, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var brought = await messages.ReadEitherAsync<Ticket, HelpdeskDelivery>(message, either.Token);
        try
        {
            await (brought switch
            {
                Ticket ticket => desk.HandleAsync(ticket, either.Token),
                HelpdeskDelivery delivery => helpdesks.HandleAsync(delivery, either.Token),
                _ => throw new InvalidOperationException($"Nobody works on a {brought.GetType().Name}."),
            });
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name(brought)} was not done with within {TimeLimit.TotalSeconds} s.", late);
        }
    }

    private static string Name(object brought) => brought is Ticket ticket ? $"Ticket '{ticket.Id}'" : $"A delivery of {((HelpdeskDelivery)brought).Connection}";
}
