using RefundAgent.Context;
using RefundAgent.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>Saves a head as the next immutable version and puts it in force by swapping one pointer.</summary>
internal sealed class HeadPublisher(IContextStore contexts, HeldLease lease)
{
    private const int MostTries = 5;

    /// <returns>The version now in force; null where another learner was faster, whose work stands, or a person has rolled back meanwhile.</returns>
    public async Task<ContextVersion?> PublishAsync(TenantId tenant, ActiveVersions pointer, LearnedContext head, CancellationToken cancellationToken)
    {
        await lease.RenewAsync(cancellationToken);
        var version = await SaveAsync(tenant, head, cancellationToken);
        await lease.RenewAsync(cancellationToken);
        for (var tries = 0; version is not null && tries < MostTries; tries++)
        {
            if (await contexts.SwapAsync(tenant, pointer, pointer with { Context = version.Value }, cancellationToken))
            {
                return version;
            }

            // A new policy moves the same pointer: take it over. A new context means that somebody else learned, or put another in force.
            var current = await contexts.ReadPointerAsync(tenant, cancellationToken);
            if (current.Context != pointer.Context || current.Held)
            {
                return null;
            }

            pointer = current;
        }

        return null;
    }

    /// <summary>While a person holds an older version in force, what is learned is saved beside it, for whoever resumes.</summary>
    /// <returns>The version in force, which stays.</returns>
    public async Task<ContextVersion?> KeepAsync(TenantId tenant, ActiveVersions pointer, LearnedContext head, CancellationToken cancellationToken)
    {
        var newest = await contexts.NewestAsync(tenant, cancellationToken);
        if (await contexts.FindAsync(tenant, newest, cancellationToken) is not { } saved || !head.TeachesTheSameAs(saved))
        {
            await lease.RenewAsync(cancellationToken);
            await SaveAsync(tenant, head, cancellationToken);
        }

        return pointer.Context;
    }

    /// <summary>
    /// A version that a learner saved before it died, or before it lost the swap, keeps its number and is never in force: what it held is
    /// in the ledger, and folded again.
    /// </summary>
    private async Task<ContextVersion?> SaveAsync(TenantId tenant, LearnedContext head, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var next = (await contexts.NewestAsync(tenant, cancellationToken)).Next;
            if (await contexts.SaveAsync(tenant, head with { Version = next }, cancellationToken))
            {
                return next;
            }
        }

        return null;
    }
}
