using System.Collections.Concurrent;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Context;

/// <summary>
/// Gives a decision the one frozen pair of context and policy that it is made under. Versions never change, so a loaded pair is kept and
/// one point read of the pointer tells whether it is still in force.
/// </summary>
public sealed class ActiveContext(IContextStore contexts, IPolicyStore policies, IPolicyParser parser)
{
    private readonly ConcurrentDictionary<TenantId, DecisionBasis> loaded = new();

    /// <exception cref="NoPolicyException">The tenant has no policy yet.</exception>
    public async Task<DecisionBasis> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
        if (pointer.Policy is not { } policy)
        {
            throw new NoPolicyException(tenant);
        }

        if (loaded.TryGetValue(tenant, out var known) && known.Context.Version == pointer.Context && known.Policy.Version == policy)
        {
            return known;
        }

        return loaded[tenant] = new DecisionBasis(
            known?.Context.Version == pointer.Context ? known.Context : await LoadContextAsync(tenant, pointer.Context, cancellationToken),
            known?.Policy.Version == policy ? known.Policy : await LoadPolicyAsync(tenant, policy, cancellationToken));
    }

    private async Task<LearnedContext> LoadContextAsync(TenantId tenant, ContextVersion version, CancellationToken cancellationToken) =>
        await contexts.FindAsync(tenant, version, cancellationToken)
            ?? throw new InvalidOperationException($"The pointer of tenant '{tenant}' names context version {version}, which is not stored.");

    private async Task<RefundPolicy> LoadPolicyAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        var document = await policies.FindAsync(tenant, version, cancellationToken)
            ?? throw new InvalidOperationException($"The pointer of tenant '{tenant}' names policy version {version}, which is not stored.");
        return parser.Parse(document.Json);
    }
}

/// <param name="Context">What was learned.</param>
/// <param name="Policy">What the operator allows.</param>
public sealed record DecisionBasis(LearnedContext Context, RefundPolicy Policy);

/// <summary>Nothing may be decided for a tenant whose operator has not said what is allowed.</summary>
public sealed class NoPolicyException(TenantId tenant)
    : Exception($"Tenant '{tenant}' has no policy: import one first (refund-agent import policy FILE.json).");
