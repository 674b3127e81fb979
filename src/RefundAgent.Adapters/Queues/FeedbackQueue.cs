using RefundAgent.Feedback;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends feedback to queue <see cref="QueueNames.Feedback"/>.</summary>
internal sealed class FeedbackQueue(IMessageQueues queues, QueueEnvelope envelope) : IFeedbackQueue
{
    public async Task SendAsync(FeedbackEvent feedback, CancellationToken cancellationToken) =>
        await queues[QueueNames.Feedback].SendAsync(await envelope.WriteAsync(feedback, cancellationToken), cancellationToken);
}
