using System.Collections.Concurrent;
using RefundAgent.Experiments;
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
    private readonly ConcurrentDictionary<TenantId, (ContextVersion Saved, LearnedContext Learned)> newest = new();

    /// <exception cref="NoPolicyException">The tenant has no policy yet.</exception>
    public async Task<DecisionBasis> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
        if (pointer.Policy is not { } policy)
        {
            throw new NoPolicyException(tenant);
        }

        if (loaded.TryGetValue(tenant, out var known) && known.Context.Version == pointer.Context && known.Policy.Version == policy && known.Held == pointer.Held)
        {
            return known;
        }

        return loaded[tenant] = new DecisionBasis(
            known?.Context.Version == pointer.Context ? known.Context : await LoadContextAsync(tenant, pointer.Context, cancellationToken),
            known?.Policy.Version == policy ? known.Policy : await LoadPolicyAsync(tenant, policy, cancellationToken)) { Held = pointer.Held };
    }

    /// <summary>What a ticket is decided under: what is in force, unless it fell into another arm of the operator's experiment. Only a canary reads more.</summary>
    /// <exception cref="NoPolicyException">The tenant has no policy yet.</exception>
    public async Task<DecisionBasis> ReadForAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var basis = await ReadAsync(ticket.Tenant, cancellationToken);
        return AssignedArm.Of(ticket.Tenant, ticket.Id, basis.Policy.Experiment, basis.Held) switch
        {
            null => basis,
            { Arm: Arm.Control } arm => basis with { Context = basis.Context.AsControl(), Arm = arm },
            { Arm: Arm.Canary } arm => basis with { Context = (await NewestAsync(basis, ticket.Tenant, cancellationToken)).AsCanaryUnder(basis.Context), Arm = arm },
            var arm => basis with { Arm = arm },
        };
    }

    /// <summary>What the learner saved last; what is in force where it saved nothing. One small read, unless something was saved since.</summary>
    private async Task<LearnedContext> NewestAsync(DecisionBasis basis, TenantId tenant, CancellationToken cancellationToken)
    {
        var last = await contexts.NewestAsync(tenant, cancellationToken);
        if (newest.TryGetValue(tenant, out var known) && known.Saved == last)
        {
            return known.Learned;
        }

        await foreach (var saved in contexts.ListAsync(tenant, null, cancellationToken))
        {
            if (saved.Over is null)
            {
                var learned = await LoadContextAsync(tenant, saved.Version, cancellationToken);
                newest[tenant] = (last, learned);
                return learned;
            }
        }

        return basis.Context;
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
public sealed record DecisionBasis(LearnedContext Context, RefundPolicy Policy)
{
    /// <summary>A person holds this context in force, and the learner may have saved newer ones.</summary>
    public bool Held { get; init; }

    /// <summary>Null where no experiment is on.</summary>
    public AssignedArm? Arm { get; init; }
}

/// <summary>Nothing may be decided for a tenant whose operator has not said what is allowed.</summary>
public sealed class NoPolicyException(TenantId tenant)
    : Exception($"Tenant '{tenant}' has no policy: import one first (refund-agent import policy FILE.json).");
