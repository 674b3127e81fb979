using RefundAgent.Amounts;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>Whose word a sum needs: support staff's up to a limit, a manager's above it, and two people's above another; pure.</summary>
internal static class ApprovalAuthority
{
    /// <summary>Why this person's approval of a sum cannot be taken; null where it can, as the answer or as the first of two.</summary>
    /// <param name="terms">In force now.</param>
    /// <param name="claim">With what the first person agreed to, if anybody has.</param>
    /// <param name="said">Who wants to approve, and as what.</param>
    /// <param name="amount">That would be paid.</param>
    public static ApprovalResult? Obstacle(ApprovalTerms terms, ClaimRecord claim, PersonsAnswer said, Money amount)
    {
        var isManager = said.Roles.HasFlag(Roles.Manager);
        if (!isManager && terms.AgentUpTo is { } most && amount > most)
        {
            return new ApprovalResult.BeyondRole($"An agent may approve up to {most}; {amount} is for a manager to approve.");
        }

        return !WantsTwo(terms, amount) || claim.Agreement is not { } first || first.Amount != amount ? null
            : first.By == said.By ? new ApprovalResult.SecondPersonNeeded(first)
            : !isManager && !first.Roles.HasFlag(Roles.Manager) ? new ApprovalResult.BeyondRole(
                $"Above {terms.FourEyesAbove} two people must agree, one of them a manager; '{first.By}' agreed to {amount} and is none.")
            : null;
    }

    /// <summary>True where this approval, which has no obstacle, is the first of the two that are wanted.</summary>
    public static bool IsFirstOfTwo(ApprovalTerms terms, ClaimRecord claim, Money amount) => WantsTwo(terms, amount) && claim.Agreement?.Amount != amount;

    private static bool WantsTwo(ApprovalTerms terms, Money amount) => terms.FourEyesAbove is { } threshold && amount > threshold;
}
