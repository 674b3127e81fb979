using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends tickets to queue <see cref="QueueNames.Tickets"/>.</summary>
internal sealed class TicketQueue(IMessageQueues queues, QueueEnvelope envelope) : ITicketQueue
{
    public async Task SendAsync(Ticket ticket, CancellationToken cancellationToken) =>
        await queues[QueueNames.Tickets].SendAsync(await envelope.WriteAsync(ticket, cancellationToken), cancellationToken);
}
