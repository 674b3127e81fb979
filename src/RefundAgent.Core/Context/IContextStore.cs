using System.Collections.Immutable;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Context;

/// <summary>Keeps immutable versions of what was learned, and one pointer a tenant that says which is in force.</summary>
public interface IContextStore
{
    /// <summary>What is in force; one point read. <see cref="ActiveVersions.None"/> for a tenant without a policy.</summary>
    Task<ActiveVersions> ReadPointerAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Every tenant that has a pointer.</summary>
    Task<ImmutableArray<TenantId>> TenantsAsync(CancellationToken cancellationToken);

    /// <summary>Writes a version once; false where that number is taken (another learner was faster, or this one before it crashed).</summary>
    Task<bool> SaveAsync(TenantId tenant, LearnedContext context, CancellationToken cancellationToken);

    /// <summary><see cref="LearnedContext.Empty"/> for version 0; null for a version that never was.</summary>
    Task<LearnedContext?> FindAsync(TenantId tenant, ContextVersion version, CancellationToken cancellationToken);

    /// <summary>The number of the newest saved version, in force or not.</summary>
    Task<ContextVersion> NewestAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The saved versions before <paramref name="before"/>, newest first, in force or not; null for all of them.</summary>
    IAsyncEnumerable<SavedVersion> ListAsync(TenantId tenant, ContextVersion? before, CancellationToken cancellationToken);

    /// <summary>Moves the pointer if it still is what <paramref name="from"/> says; false where somebody else moved it.</summary>
    /// <param name="to">Its mark is not looked at.</param>
    Task<bool> SwapAsync(TenantId tenant, ActiveVersions from, ActiveVersions to, CancellationToken cancellationToken);
}

/// <summary>A version as lists show it; its items are read by its number.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Over">The version that a person's word was laid over to make it; null where the learner made it.</param>
/// <param name="Items">How many it has.</param>
/// <param name="Through">The last ledger sequence in it.</param>
/// <param name="SavedAt">When; null for versions saved before that was kept.</param>
public sealed record SavedVersion(ContextVersion Version, ContextVersion? Over, int Items, long Through, DateTimeOffset? SavedAt);

/// <summary>The frozen pair that a decision is made under.</summary>
/// <param name="Context">What was learned.</param>
/// <param name="Policy">What the operator allows; null where none was ever imported.</param>
/// <param name="ETag">The store's mark of the pointer row; null where there is none yet.</param>
public sealed record ActiveVersions(ContextVersion Context, PolicyVersion? Policy, string? ETag)
{
    public static ActiveVersions None { get; } = new(ContextVersion.Empty, null, null);

    /// <summary>A person rolled back to this version: the learner goes on learning, and puts nothing in force until a person resumes.</summary>
    public bool Held { get; init; }
}
