using RefundAgent.Adapters.Queues;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Payments;
using RefundAgent.Queues;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>
/// Messages that wait in queues and in poison queues, with their stored bodies. Every message is taken, looked at and given back, which is
/// one receipt of the few that it may have. What another worker holds just now is not seen; it becomes a decision, and is found next time.
/// </summary>
internal sealed class ErasedMessages(IMessageQueues queues, QueueEnvelope envelope, IOrderBook orders, IHelpdesks helpdesks) : IPersonalData
{
    private const int Batch = 32;
    private static readonly TimeSpan WhileReading = TimeSpan.FromSeconds(60);

    public string Kind => "messages";

    public async Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var name in QueueNames.All)
        {
            erased += await EraseAsync(queues[name], tenant, customer, cancellationToken);
        }

        return erased;
    }

    private async Task<int> EraseAsync(IMessageQueue queue, TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var kept = new List<QueuedMessage>();
        var erased = 0;
        try
        {
            while (await queue.ReceiveAsync(Batch, WhileReading, cancellationToken) is { Length: > 0 } batch)
            {
                foreach (var message in batch)
                {
                    if (!await IsOfAsync(message.Text, tenant, customer, cancellationToken))
                    {
                        kept.Add(message);
                        continue;
                    }

                    if (await WithoutWordsAsync(message.Text, cancellationToken) is { } left)
                    {
                        await queue.SendAsync(left, cancellationToken);
                    }

                    await queue.DeleteAsync(message, cancellationToken);
                    erased++;
                }
            }
        }
        finally
        {
            foreach (var message in kept)
            {
                await queue.RetryLaterAsync(message, TimeSpan.Zero, CancellationToken.None);
            }
        }

        return erased;
    }

    private async Task<bool> IsOfAsync(string text, TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(text, cancellationToken) switch
            {
                Ticket ticket => ticket.Tenant == tenant && await CustomerCases.IsTheirsAsync(orders, customer, ticket, cancellationToken),
                FeedbackEvent said => said.Tenant == tenant && customer.Decisions.Contains(said.Decision),

                HelpdeskDelivery delivery => delivery.Tenant == tenant && delivery.Body is { } body && NamesThem(body, customer),

                // What the provider reports moves money; it is worked on, and no words of it are kept. A signal has no words.
                _ => false,
            };
        }
        catch (UnreadableMessageException)
        {
            return customer.Emails.Any(email => text.Contains(email, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>
    /// A helpdesk's delivery is replaced by the word that there is a ticket to look at: that is all it is for, and a name in it may be
    /// somebody else's.
    /// </summary>
    /// <returns>Null where nothing stays.</returns>
    private async Task<string?> WithoutWordsAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(text, cancellationToken) is HelpdeskDelivery delivery
                && helpdesks.Find(delivery.Connection.Value)?.Reader.Read(delivery) is DeliveryReading.Moved moved
                    ? await envelope.WriteAsync(delivery with { Body = null, Event = null, Ticket = moved.Ticket }, cancellationToken)
                    : null;
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }

    private static bool NamesThem(string text, ErasedCustomer customer) =>
        customer.Emails.Append(customer.Id.Value).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));

    private Task<object> ReadAsync(string text, CancellationToken cancellationToken) =>
        envelope.ReadAnyAsync(text, [typeof(Ticket), typeof(FeedbackEvent), typeof(ProviderDelivery), typeof(HelpdeskDelivery), typeof(TicketSignal)], cancellationToken);
}
