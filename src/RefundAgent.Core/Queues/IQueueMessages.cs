namespace RefundAgent.Queues;

/// <summary>Reads what the senders wrote, from the text that a trigger or a worker was handed: the one place that knows the format.</summary>
public interface IQueueMessages
{
    /// <typeparam name="T">What some queue carries: <see cref="Tickets.Ticket"/>, <see cref="Feedback.FeedbackEvent"/> and so on.</typeparam>
    /// <exception cref="UnreadableMessageException">None of ours, of a newer version, or its body is gone: trying again won't help.</exception>
    Task<T> ReadAsync<T>(string text, CancellationToken cancellationToken)
        where T : class;

    /// <summary>For a queue that carries two kinds of messages.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    /// <returns>The one or the other.</returns>
    Task<object> ReadEitherAsync<TFirst, TSecond>(string text, CancellationToken cancellationToken)
        where TFirst : class
        where TSecond : class;

    /// <summary>For a queue that carries three.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    /// <returns>One of them.</returns>
    Task<object> ReadEitherAsync<TFirst, TSecond, TThird>(string text, CancellationToken cancellationToken)
        where TFirst : class
        where TSecond : class
        where TThird : class;
}
