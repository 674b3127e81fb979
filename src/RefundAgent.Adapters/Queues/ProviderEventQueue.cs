using RefundAgent.Payments;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends a provider's reports to queue <see cref="QueueNames.Feedback"/>, beside what people say: most of them become feedback.</summary>
internal sealed class ProviderEventQueue(QueueSender sender) : IProviderEventQueue
{
    public Task SendAsync(ProviderDelivery delivery, CancellationToken cancellationToken) =>
        sender.SendAsync(QueueNames.Feedback, delivery, cancellationToken);
}
