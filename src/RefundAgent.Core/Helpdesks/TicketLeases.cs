using RefundAgent.Identity;
using RefundAgent.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>Lets one process at a time work on a ticket; the others wait a while, since most turns are short, and then come back later.</summary>
public sealed class TicketLeases(ILeases leases, IIdSource ids, TimeProvider time)
{
    internal static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    /// <exception cref="TicketBusyException">Somebody is still at it.</exception>
    internal async Task<TicketLease> TakeAsync(HelpdeskConnection connection, TicketId ticket, CancellationToken cancellationToken)
    {
        var name = $"ticket|{connection.Tenant}|{connection.Name}|{ticket}";
        var (holder, began) = (ids.Next(), time.GetTimestamp());
        while (true)
        {
            if (await leases.TryTakeAsync(name, holder, LeaseTime, cancellationToken) is { } taken)
            {
                return new TicketLease(new HeldLease(leases, taken, LeaseTime));
            }

            if (time.GetElapsedTime(began) >= WaitFor)
            {
                throw new TicketBusyException(ticket);
            }

            await Task.Delay(PollEvery, time, cancellationToken);
        }
    }
}

/// <summary>The right to work on a ticket; given back when disposed of.</summary>
internal sealed class TicketLease(HeldLease lease) : IAsyncDisposable
{
    /// <exception cref="LeaseLostException">Somebody else is at it now: stop.</exception>
    public Task RenewAsync(CancellationToken cancellationToken) => lease.RenewAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await lease.ReleaseAsync();
}

/// <summary>Another process works on the ticket; the message comes back later.</summary>
public sealed class TicketBusyException(TicketId ticket) : Exception($"Ticket '{ticket}' is being worked on elsewhere.");
