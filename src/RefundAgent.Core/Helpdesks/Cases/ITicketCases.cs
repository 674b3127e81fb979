using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>Keeps what was done about tickets.</summary>
public interface ITicketCases
{
    /// <summary>Null for a ticket that was never looked at. One operation.</summary>
    Task<TicketCase?> FindAsync(TenantId tenant, ConnectionName connection, TicketId ticket, CancellationToken cancellationToken);

    /// <summary>As it now stands, or null where somebody else wrote it since it was found. One operation.</summary>
    Task<TicketCase?> SaveAsync(TicketCase seen, CancellationToken cancellationToken);

    /// <summary>Those that wait for something, in no order.</summary>
    IAsyncEnumerable<TicketCase> WaitingAsync(TenantId tenant, ConnectionName connection, CancellationToken cancellationToken);

    /// <summary>Up to when a helpdesk was asked for tickets of which no webhook told; null where it never was.</summary>
    Task<DateTimeOffset?> CaughtUpAsync(TenantId tenant, ConnectionName connection, CancellationToken cancellationToken);

    Task CatchUpAsync(TenantId tenant, ConnectionName connection, DateTimeOffset until, CancellationToken cancellationToken);
}
