using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Tickets;

namespace RefundAgent.Controls;

/// <summary>
/// Brings what is in force to what the control log says. Whoever logs a word calls this, and so does every run of the learner: a process
/// that was killed between a word and its effect has left nothing undone but until the next run. Where all is as it should be it only reads.
/// </summary>
public sealed class ContextInForce(IContextStore contexts, IControlLog log)
{
    private const int MostTries = 20;

    /// <exception cref="StorageBusyException">Others moved the pointer again and again; nothing is lost.</exception>
    public async Task<ActiveVersions> SettleAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // The pointer first: a word that is logged after this is settled by whoever logged it, and its swap makes this one fail.
            var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
            var said = await log.ReadAsync(tenant, cancellationToken);
            var held = Overlay.Of(said).HeldAt;
            if (pointer.Policy is null || said.IsEmpty)
            {
                return pointer;
            }

            var version = held is { } at
                ? await HeldAsync(tenant, pointer, at, said, cancellationToken)
                : await LearnedAsync(tenant, pointer, Overlay.Of(said), cancellationToken);
            if (version is not { } number)
            {
                continue;
            }

            var wanted = pointer with { Context = number, Held = held is not null };
            if (wanted == pointer || await contexts.SwapAsync(tenant, pointer, wanted, cancellationToken))
            {
                return wanted;
            }
        }

        throw new StorageBusyException($"What is in force for tenant {tenant} is being changed by too many at once");
    }

    /// <summary>The newest version that the learner made, in force or not.</summary>
    public async Task<LearnedContext> NewestLearnedAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await foreach (var saved in contexts.ListAsync(tenant, null, cancellationToken))
        {
            if (saved.Over is null)
            {
                return await FindAsync(tenant, saved.Version, cancellationToken);
            }
        }

        return LearnedContext.Empty;
    }

    /// <summary>The version that somebody rolled back to, with what was said since, and without trust that its segments have lost since.</summary>
    private async Task<ContextVersion?> HeldAsync(
        TenantId tenant, ActiveVersions pointer, ContextVersion at, ImmutableArray<ControlEntry> said, CancellationToken cancellationToken)
    {
        var old = await FindAsync(tenant, at, cancellationToken);
        var now = await NewestLearnedAsync(tenant, cancellationToken);
        return await PublishedAsync(tenant, pointer, old, Overlay.SinceRollback(said).Apply(old).WithoutTrustLostIn(now), cancellationToken);
    }

    private async Task<ContextVersion?> LearnedAsync(TenantId tenant, ActiveVersions pointer, Overlay overlay, CancellationToken cancellationToken)
    {
        var learned = pointer.Held ? await NewestLearnedAsync(tenant, cancellationToken) : await FindAsync(tenant, pointer.Context, cancellationToken);
        return await PublishedAsync(tenant, pointer, learned, overlay.Apply(learned), cancellationToken);
    }

    /// <summary>The number under which this content stands, saved now where it does not yet; null where another took the number.</summary>
    private async Task<ContextVersion?> PublishedAsync(
        TenantId tenant, ActiveVersions pointer, LearnedContext plain, LearnedContext wanted, CancellationToken cancellationToken)
    {
        if (wanted.TeachesTheSameAs(plain))
        {
            return plain.Version;
        }

        if (pointer.Context != plain.Version && wanted.TeachesTheSameAs(await FindAsync(tenant, pointer.Context, cancellationToken)))
        {
            return pointer.Context;
        }

        var next = (await contexts.NewestAsync(tenant, cancellationToken)).Next;
        return await contexts.SaveAsync(tenant, wanted with { Version = next, Over = plain.Version }, cancellationToken) ? next : null;
    }

    private async Task<LearnedContext> FindAsync(TenantId tenant, ContextVersion version, CancellationToken cancellationToken) =>
        await contexts.FindAsync(tenant, version, cancellationToken)
            ?? throw new InvalidOperationException($"Context version {version} of tenant '{tenant}' is named and not stored.");
}
