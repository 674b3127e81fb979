namespace RefundAgent.Leases;

/// <summary>Lets one process at a time do a job, across machines; a holder that dies loses it when its time runs out.</summary>
public interface ILeases
{
    /// <summary>Null where somebody else holds it.</summary>
    Task<Lease?> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Null where it was lost in the meantime: stop at once.</summary>
    Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    Task ReleaseAsync(Lease lease, CancellationToken cancellationToken);
}

/// <param name="Name">The job.</param>
/// <param name="Holder">Who does it.</param>
/// <param name="Until">When it falls back.</param>
/// <param name="ETag">The store's mark: whoever writes over it has taken the lease.</param>
public sealed record Lease(string Name, string Holder, DateTimeOffset Until, string ETag);
