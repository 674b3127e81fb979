using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends tickets to queue <see cref="QueueNames.Tickets"/>.</summary>
internal sealed class TicketQueue(QueueSender sender) : ITicketQueue
{
    public Task SendAsync(Ticket ticket, CancellationToken cancellationToken) =>
        sender.SendAsync(QueueNames.Tickets, ticket, cancellationToken);
}
