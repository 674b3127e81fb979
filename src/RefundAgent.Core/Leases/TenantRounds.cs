using Microsoft.Extensions.Logging;
using RefundAgent.Context;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Leases;

/// <summary>Runs a job for every tenant, in one process at a time across machines; one tenant's failure costs the others nothing.</summary>
public sealed class TenantRounds(IContextStore contexts, ILeases leases, IIdSource ids, ILogger<TenantRounds> logger)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <param name="job">The lease's name, and what the log calls it.</param>
    /// <param name="round">One tenant's share, which renews the lease before it writes.</param>
    /// <param name="cancellationToken">Ends the run between two steps.</param>
    /// <returns>How many tenants there are; null where another process is at the job.</returns>
    /// <exception cref="AggregateException">A tenant's round failed; the other tenants' rounds were done all the same.</exception>
    internal async Task<int?> RunAsync(string job, Func<TenantId, HeldLease, CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        if (await leases.TryTakeAsync(job, ids.Next(), LeaseTime, cancellationToken) is not { } taken)
        {
            RoundsLog.Busy(logger, job);
            return null;
        }

        var lease = new HeldLease(leases, taken, LeaseTime);
        try
        {
            return await RunTenantsAsync(job, tenant => round(tenant, lease, cancellationToken), cancellationToken);
        }
        catch (LeaseLostException)
        {
            RoundsLog.LeaseLost(logger, job);
            return null;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<int> RunTenantsAsync(string job, Func<TenantId, Task> round, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        var tenants = await contexts.TenantsAsync(cancellationToken);
        foreach (var tenant in tenants)
        {
            try
            {
                await round(tenant);
            }
            catch (Exception failure) when (failure is not LeaseLostException && !cancellationToken.IsCancellationRequested)
            {
                RoundsLog.TenantFailed(logger, failure, job, tenant.Value);
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"The {job} failed for some tenants; what it had done stays, and the next run goes on from there.", failures);
        }

        return tenants.Length;
    }
}
