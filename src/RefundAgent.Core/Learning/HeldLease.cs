namespace RefundAgent.Learning;

/// <summary>The learner's right to write: renewed before every step that writes, so that a learner which stood still too long stops.</summary>
internal sealed class HeldLease(ILeases leases, Lease taken, TimeSpan duration)
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

    /// <summary>Not cancelled: a learner that is told to stop gives the lease back, so that the next one need not wait for it to run out.</summary>
    public async Task ReleaseAsync()
    {
        if (lease is { } held)
        {
            lease = null;
            await leases.ReleaseAsync(held, CancellationToken.None);
        }
    }
}

/// <summary>Another learner holds the lease now; nothing is wrong, it goes on where this one stopped.</summary>
internal sealed class LeaseLostException() : Exception("The learner's lease was taken over by another process.");
