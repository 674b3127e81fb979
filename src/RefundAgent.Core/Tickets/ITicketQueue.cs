namespace RefundAgent.Tickets;

/// <summary>Hands a ticket over to be decided; once this returns, the ticket survives any crash.</summary>
public interface ITicketQueue
{
    Task SendAsync(Ticket ticket, CancellationToken cancellationToken);
}
