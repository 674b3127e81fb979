using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>
/// Has a ticket looked at whose decision changed elsewhere: somebody answered over the API or the console, or nobody did in time. Only for
/// speed: what waits is looked at from time to time in any case.
/// </summary>
public sealed class TicketBell(IHelpdesks helpdesks, IHelpdeskQueue queue, TimeProvider time)
{
    /// <summary>Nothing for a ticket that came by no helpdesk, or by one that is connected no more.</summary>
    public async Task RingAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        if (record.Ticket.Value.Split(':', 2) is [var name, { Length: > 0 } ticket]
            && helpdesks.Find(name) is { Connection: var connection } && connection.Tenant == record.Tenant)
        {
            await RingAsync(connection, new TicketId(ticket), cancellationToken);
        }
    }

    public Task RingAsync(HelpdeskConnection connection, TicketId ticket, CancellationToken cancellationToken) => queue.SendAsync(
        new HelpdeskDelivery { Tenant = connection.Tenant, Connection = connection.Name, ReceivedAt = time.GetUtcNow(), Ticket = ticket }, cancellationToken);
}
