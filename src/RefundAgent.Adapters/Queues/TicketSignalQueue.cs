using RefundAgent.Feedback;

namespace RefundAgent.Adapters.Queues;

/// <summary>Sends signals about tickets to queue <see cref="QueueNames.Feedback"/>, beside the feedback that they become.</summary>
internal sealed class TicketSignalQueue(QueueSender sender) : ITicketSignalQueue
{
    public Task SendAsync(TicketSignal signal, TimeSpan after, CancellationToken cancellationToken) =>
        sender.SendAsync(QueueNames.Feedback, signal, after, cancellationToken);
}
