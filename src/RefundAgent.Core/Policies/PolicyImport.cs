using RefundAgent.Context;
using RefundAgent.Tickets;

namespace RefundAgent.Policies;

/// <summary>Puts a policy in force: checked first, stored under its content hash, then named by the pointer.</summary>
public sealed class PolicyImport(IPolicyParser parser, IPolicyStore policies, IContextStore contexts)
{
    /// <exception cref="InvalidPolicyException">The document is not a valid policy; nothing has changed.</exception>
    public async Task<RefundPolicy> RunAsync(TenantId tenant, string json, CancellationToken cancellationToken)
    {
        var policy = parser.Parse(json);
        await policies.SaveAsync(tenant, new PolicyDocument(policy.Version, json), cancellationToken);
        while (true)
        {
            var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
            if (pointer.Policy == policy.Version
                || await contexts.SwapAsync(tenant, pointer, pointer with { Policy = policy.Version }, cancellationToken))
            {
                return policy;
            }
        }
    }

    /// <summary>The same for a change of the policy that is in force, made anew where somebody else changed it meanwhile.</summary>
    /// <param name="change">Pure; null where there is nothing to change.</param>
    /// <exception cref="NoPolicyException">There is none to change.</exception>
    /// <exception cref="InvalidPolicyException">The changed document is not a valid policy; nothing has changed.</exception>
    public async Task<PolicyVersion> ChangeAsync(TenantId tenant, Func<string, string?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
            var version = pointer.Policy ?? throw new NoPolicyException(tenant);
            var document = await policies.FindAsync(tenant, version, cancellationToken)
                ?? throw new InvalidOperationException($"The pointer of tenant '{tenant}' names policy version {version}, which is not stored.");
            if (change(document.Json) is not { } json)
            {
                return version;
            }

            var policy = parser.Parse(json);
            await policies.SaveAsync(tenant, new PolicyDocument(policy.Version, json), cancellationToken);
            if (await contexts.SwapAsync(tenant, pointer, pointer with { Policy = policy.Version }, cancellationToken))
            {
                return policy.Version;
            }
        }
    }
}
