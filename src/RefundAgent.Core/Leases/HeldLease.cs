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

    /// <summary>Renews while <paramref name="work"/> runs, and once more when it is done: what it gives was made under the lease from start to end.</summary>
    /// <param name="work">Is cancelled once the lease is lost.</param>
    /// <param name="time">Of the process.</param>
    /// <param name="cancellationToken">Of the caller.</param>
    /// <exception cref="LeaseLostException">Somebody else has taken over.</exception>
    public async Task<T> KeepAsync<T>(Func<CancellationToken, Task<T>> work, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = Task.Run(() => work(stop.Token), CancellationToken.None);
        try
        {
            while (await Task.WhenAny(working, Task.Delay(duration / 4, time, stop.Token)) != working)
            {
                await RenewAsync(cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var done = await working;
        await RenewAsync(cancellationToken);
        return done;
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
