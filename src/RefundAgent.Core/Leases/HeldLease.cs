namespace RefundAgent.Leases;

/// <summary>One process's right to write: renewed before every step that writes, so that a process which stood still too long stops.</summary>
public sealed class HeldLease(ILeases leases, Lease taken, TimeSpan duration)
{
    private Lease? lease = taken;

    /// <exception cref="LeaseLostException">Somebody else has taken over.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        lease = await leases.RenewAsync(lease ?? throw new LeaseLostException(), duration, cancellationToken);
        if (lease is null)
        {
            throw new LeaseLostException();
        }
    }

    /// <summary>Not cancelled: who is told to stop gives the lease back, so that the next one need not wait for it to run out.</summary>
    public async Task ReleaseAsync()
    {
        if (lease is { } held)
        {
            lease = null;
            await leases.ReleaseAsync(held, CancellationToken.None);
        }
    }
}

/// <summary>Another process holds the lease now; nothing is wrong, it goes on where this one stopped.</summary>
public sealed class LeaseLostException() : Exception("The lease was taken over by another process.");
