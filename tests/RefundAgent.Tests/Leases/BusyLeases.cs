using System.Collections.Concurrent;
using RefundAgent.Leases;

namespace RefundAgent.Tests.Leases;

/// <summary>Leases of which a job is busy for as long as a test says; it notes who renews.</summary>
internal sealed class BusyLeases(ILeases inner) : ILeases
{
    public Func<string, bool> Heard { get; set; } = _ => true;

    public ConcurrentQueue<string> Renewed { get; } = new();

    public Task<Lease?> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) =>
        Heard(name) ? inner.TryTakeAsync(name, holder, duration, cancellationToken) : Task.FromResult<Lease?>(null);

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        Renewed.Enqueue(lease.Name);
        return inner.RenewAsync(lease, duration, cancellationToken);
    }

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => inner.ReleaseAsync(lease, cancellationToken);
}
