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
}
