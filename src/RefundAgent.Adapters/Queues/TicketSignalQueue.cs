using RefundAgent.Feedback;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends signals about tickets to queue <see cref="QueueNames.Feedback"/>, beside the feedback that they become.</summary>
internal sealed class TicketSignalQueue(IMessageQueues queues, QueueEnvelope envelope) : ITicketSignalQueue
{
    public async Task SendAsync(TicketSignal signal, TimeSpan after, CancellationToken cancellationToken) =>
        await queues[QueueNames.Feedback].SendAsync(await envelope.WriteAsync(signal, cancellationToken), after, cancellationToken);
}
