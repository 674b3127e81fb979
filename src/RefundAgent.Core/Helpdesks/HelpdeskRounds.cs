using Microsoft.Extensions.Logging;
using RefundAgent.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>
/// Finds what no webhook told: several helpdesks deliver once and never again. Tickets that wait for something are looked at again from time to
/// time; where the operator wants it, the helpdesk is asked for every ticket that changed.
/// </summary>
public sealed partial class HelpdeskRounds(
    IHelpdesks helpdesks, ITicketCases cases, TicketBell bell, TimeProvider time, ILogger<HelpdeskRounds> logger)
{
    /// <summary>Between two looks at a ticket that waits.</summary>
    public static TimeSpan LookAgainAfter { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How much of the time before the last question is asked for again: helpdesks' clocks and search indexes lag behind.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private const int MostTickets = 200;

    /// <summary>One helpdesk that does not answer costs the others nothing.</summary>
    internal async Task RunAsync(TenantId tenant, HeldLease lease, CancellationToken cancellationToken)
    {
        foreach (var helpdesk in helpdesks.All.Where(each => each.Connection.Tenant == tenant))
        {
            await lease.RenewAsync(cancellationToken);
            try
            {
                await LookAgainAsync(helpdesk.Connection, cancellationToken);
                await CatchUpAsync(helpdesk, cancellationToken);
            }
            catch (HelpdeskException silent)
            {
                LogSilent(silent, helpdesk.Connection.Name);
            }
        }
    }

    private async Task LookAgainAsync(HelpdeskConnection connection, CancellationToken cancellationToken)
    {
        var waiting = new List<TicketCase>();
        await foreach (var seen in cases.WaitingAsync(connection.Tenant, connection.Name, cancellationToken))
        {
            if (time.GetUtcNow() - (seen.LookedAt ?? DateTimeOffset.MinValue) >= LookAgainAfter)
            {
                waiting.Add(seen);
            }
        }

        foreach (var seen in waiting.OrderBy(seen => seen.LookedAt).Take(MostTickets))
        {
            await bell.RingAsync(connection, seen.Ticket, cancellationToken);
        }
    }

    /// <summary>The first time only notes when it was: the past is not for the agent.</summary>
    private async Task CatchUpAsync(ConnectedHelpdesk helpdesk, CancellationToken cancellationToken)
    {
        var connection = helpdesk.Connection;
        if (!connection.CatchesUp)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (await cases.CaughtUpAsync(connection.Tenant, connection.Name, cancellationToken) is { } until)
        {
            var seen = new HashSet<TicketId>();
            await foreach (var ticket in helpdesk.Api.ChangedSinceAsync(until - Overlap, cancellationToken))
            {
                if (seen.Add(ticket))
                {
                    await bell.RingAsync(connection, ticket, cancellationToken);
                }
            }

            LogCaughtUp(connection.Name, seen.Count);
        }

        await cases.CatchUpAsync(connection.Tenant, connection.Name, now, cancellationToken);
    }

    [LoggerMessage(9040, LogLevel.Warning, "Helpdesk {Connection} could not be asked for what changed; the next run asks again")]
    private partial void LogSilent(Exception silent, ConnectionName connection);

    [LoggerMessage(9041, LogLevel.Information, "Helpdesk {Connection} was asked for changed tickets: {Tickets}")]
    private partial void LogCaughtUp(ConnectionName connection, int tickets);
}
