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
internal sealed class ErasedMessages(IMessageQueues queues, QueueEnvelope envelope, IOrderBook orders) : IPersonalData
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
                    if (await IsOfAsync(message.Text, tenant, customer, cancellationToken))
                    {
                        await queue.DeleteAsync(message, cancellationToken);
                        erased++;
                    }
                    else
                    {
                        kept.Add(message);
                    }
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

                // It only says which ticket to look at; the helpdesk tells of it again as soon as anything is said there.
                HelpdeskDelivery delivery => delivery.Tenant == tenant && delivery.Body is { } body && NamesThem(body, customer),

                // What the provider reports moves money; it is worked on, and no words of it are kept. A signal has no words.
                _ => false,
            };
        }
        catch (UnreadableMessageException)
        {
            return NamesThem(text, customer);
        }
    }

    private static bool NamesThem(string text, ErasedCustomer customer) =>
        customer.Emails.Append(customer.Id.Value).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));

    private Task<object> ReadAsync(string text, CancellationToken cancellationToken) =>
        envelope.ReadAnyAsync(text, [typeof(Ticket), typeof(FeedbackEvent), typeof(ProviderDelivery), typeof(HelpdeskDelivery), typeof(TicketSignal)], cancellationToken);
}
