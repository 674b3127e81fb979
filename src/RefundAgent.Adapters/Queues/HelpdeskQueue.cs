using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends helpdesks' deliveries to queue <see cref="QueueNames.Tickets"/>, beside the tickets that came whole.</summary>
internal sealed class HelpdeskQueue(QueueSender sender) : IHelpdeskQueue
{
    public Task SendAsync(HelpdeskDelivery delivery, CancellationToken cancellationToken) =>
        sender.SendAsync(QueueNames.Tickets, delivery, cancellationToken);
}
