using RefundAgent.Payments;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends a provider's reports to queue <see cref="QueueNames.Feedback"/>, beside what people say: most of them become feedback.</summary>
internal sealed class ProviderEventQueue(IMessageQueues queues, QueueEnvelope envelope) : IProviderEventQueue
{
    public async Task SendAsync(ProviderDelivery delivery, CancellationToken cancellationToken) =>
        await queues[QueueNames.Feedback].SendAsync(await envelope.WriteAsync(delivery, cancellationToken), cancellationToken);
}
