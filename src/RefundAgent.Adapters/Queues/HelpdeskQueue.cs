using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends helpdesks' deliveries to queue <see cref="QueueNames.Tickets"/>, beside the tickets that came whole.</summary>
internal sealed class HelpdeskQueue(IMessageQueues queues, QueueEnvelope envelope) : IHelpdeskQueue
{
    public async Task SendAsync(HelpdeskDelivery delivery, CancellationToken cancellationToken) =>
        await queues[QueueNames.Tickets].SendAsync(await envelope.WriteAsync(delivery, cancellationToken), cancellationToken);
}
