using RefundAgent.Feedback;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends feedback to queue <see cref="QueueNames.Feedback"/>.</summary>
internal sealed class FeedbackQueue(QueueSender sender) : IFeedbackQueue
{
    public Task SendAsync(FeedbackEvent feedback, CancellationToken cancellationToken) =>
        sender.SendAsync(QueueNames.Feedback, feedback, cancellationToken);
}
