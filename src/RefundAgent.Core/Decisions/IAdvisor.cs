using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Decisions;

/// <summary>Suggests what to do with one claim; it may be wrong, slow or down, and nothing it says can move money by itself.</summary>
public interface IAdvisor
{
    /// <param name="file">The claim with all its evidence.</param>
    /// <param name="finding">What the policy's rules already say of it.</param>
    /// <param name="policy">For the envelope and the words of its rules.</param>
    /// <param name="context">The frozen version of what was learned.</param>
    Task<Advice> AdviseAsync(
        CaseFile file, PolicyFinding finding, RefundPolicy policy, LearnedContext context, CancellationToken cancellationToken);
}
