using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Policies;

/// <summary>Keeps every policy that was ever in force, as the operator wrote it.</summary>
public interface IPolicyStore
{
    /// <summary>
    /// A version is the hash of its content and never changes. A row of that name which says something else was damaged or edited, and is put
    /// right: nothing is lost, and importing a policy again mends it.
    /// </summary>
    Task SaveAsync(TenantId tenant, PolicyDocument document, CancellationToken cancellationToken);

    Task<PolicyDocument?> FindAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken);
}

/// <param name="Version">The hash of <paramref name="Json"/>.</param>
/// <param name="Json">The document as it was imported.</param>
public sealed record PolicyDocument(PolicyVersion Version, string Json);

/// <summary>Turns a policy document into a policy; every fault at once, each with its path and what to write instead.</summary>
public interface IPolicyParser
{
    /// <exception cref="InvalidPolicyException">The document is not a valid policy.</exception>
    RefundPolicy Parse(string json);

    /// <summary>The version that a document has, valid or not; null where it is no JSON that could have one.</summary>
    PolicyVersion? VersionOf(string json);
}

/// <summary>Carries all faults of a policy document to the operator.</summary>
public sealed class InvalidPolicyException(ImmutableArray<PolicyFault> faults)
    : Exception("The policy is not valid: " + string.Join("; ", faults.Select(fault => $"{fault.Path}: {fault.Message}")))
{
    public ImmutableArray<PolicyFault> Faults { get; } = faults;
}

/// <param name="Path">JSON path, for example <c>$.rules[2].when.gte</c>.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record PolicyFault(string Path, string Message);
