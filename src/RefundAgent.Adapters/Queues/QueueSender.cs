using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>Puts a body into its envelope and the envelope on a queue, within the span that the message names.</summary>
internal sealed class QueueSender(IMessageQueues queues, QueueEnvelope envelope)
{
    public Task SendAsync<T>(string queue, T body, CancellationToken cancellationToken)
        where T : class => SendAsync(queue, body, TimeSpan.Zero, cancellationToken);

    /// <param name="after">How long it stays hidden first.</param>
    /// <inheritdoc cref="IMessageQueue.SendAsync(string, TimeSpan, CancellationToken)"/>
    public async Task SendAsync<T>(string queue, T body, TimeSpan after, CancellationToken cancellationToken)
        where T : class
    {
        using var span = QueueSpans.Send(queue, QueueEnvelope.TypeOf<T>());
        try
        {
            await queues[queue].SendAsync(await envelope.WriteAsync(body, cancellationToken), after, cancellationToken);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }
}
