using RefundAgent.Feedback;
using RefundAgent.Payments;
using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>
/// What both hosts do with a message of queue <see cref="QueueNames.Feedback"/>: what people say is one insert-if-absent and nothing else, what
/// is said of a ticket finds its decision first, what a payment provider reports has its effects. It throws on failure, so that the message comes back.
/// </summary>
public sealed class FeedbackWorker(IQueueMessages messages, IFeedbackInbox inbox, TicketSignalDesk signals, IProviderEventReader reader, PaymentEventDesk payments)
{
    /// <param name="message">Base64 decoded.</param>
    /// <exception cref="UnreadableMessageException">It will never be readable.</exception>
    public Task RecordAsync(string message, CancellationToken cancellationToken) =>
        QueueSpans.ProcessAsync(QueueNames.Feedback, message, () => WorkAsync(message, cancellationToken));

    private async Task WorkAsync(string message, CancellationToken cancellationToken)
    {
        switch (await messages.ReadEitherAsync<FeedbackEvent, TicketSignal, ProviderDelivery>(message, cancellationToken))
        {
            case FeedbackEvent said:
                await inbox.AddAsync(said, cancellationToken);
                break;
            case TicketSignal signal:
                await signals.HandleAsync(signal, cancellationToken);
                break;
            case ProviderDelivery delivery:
                await HandleAsync(delivery, cancellationToken);
                break;
        }
    }

    private Task HandleAsync(ProviderDelivery delivery, CancellationToken cancellationToken) => reader.Read(delivery) switch
    {
        ProviderEventReading.Understood understood =>
            payments.HandleAsync(delivery.Tenant, delivery.BroughtBy, understood.Event, cancellationToken),
        ProviderEventReading.Unreadable unreadable => throw new UnreadableMessageException(unreadable.Why),

        // The settings have changed since it came.
        _ => Task.CompletedTask,
    };
}
