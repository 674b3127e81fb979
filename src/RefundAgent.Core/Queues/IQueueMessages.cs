namespace RefundAgent.Queues;

/// <summary>Reads what the senders wrote, from the text that a trigger or a worker was handed: the one place that knows the format.</summary>
public interface IQueueMessages
{
    /// <typeparam name="T"><see cref="Tickets.Ticket"/> or <see cref="Feedback.FeedbackEvent"/>.</typeparam>
    /// <exception cref="UnreadableMessageException">None of ours, of a newer version, or its body is gone: trying again won't help.</exception>
    Task<T> ReadAsync<T>(string text, CancellationToken cancellationToken)
        where T : class;
}
