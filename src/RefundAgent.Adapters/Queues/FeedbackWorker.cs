using RefundAgent.Feedback;
using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>What both hosts do with a message of queue <see cref="QueueNames.Feedback"/>: one insert-if-absent, nothing else.</summary>
public sealed class FeedbackWorker(IQueueMessages messages, IFeedbackInbox inbox)
{
    /// <param name="message">Base64 decoded.</param>
    /// <exception cref="UnreadableMessageException">It will never be readable.</exception>
    public async Task RecordAsync(string message, CancellationToken cancellationToken) =>
        await inbox.AddAsync(await messages.ReadAsync<FeedbackEvent>(message, cancellationToken), cancellationToken);
}
