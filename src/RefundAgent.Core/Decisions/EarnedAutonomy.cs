using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Context;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>How far a proposal may act without a person, and whether this one of those that may is looked at all the same.</summary>
internal static class EarnedAutonomy
{
    public static Autonomy Of(PolicyFinding finding, Proposal proposal, LearnedContext context, RefundPolicy policy)
    {
        var earned = context.AutonomyOf(proposal.Segment);
        return finding.Rule is { Handling: Handling.Auto } && !Clause.IsReadByModel(proposal.Segment)
            ? earned with { State = AutonomyState.Auto, ReviewShare = Math.Max(LeastShare(policy), context.Segments.GetValueOrDefault(proposal.Segment)?.ReviewShare ?? 0) }
            : earned;
    }

    /// <summary>
    /// Drawn by a hash of the decision's random id, so that who repeats a decision after a crash draws the same and nobody can choose it.
    /// </summary>
    public static Autonomy DrawFor(this Autonomy autonomy, DecisionId decision, ClaimId claim) =>
        autonomy.ReviewShare is { } share ? autonomy with { Drawn = Chance($"review|{decision}|{claim}") < share } : autonomy;

    private static decimal LeastShare(RefundPolicy policy) =>
        decimal.Round((decimal)policy.Autonomy.ReviewShare, 4, MidpointRounding.ToPositiveInfinity);

    /// <returns>0 inclusive to 1 exclusive.</returns>
    private static decimal Chance(string of) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(of))) / (uint.MaxValue + 1m);
}
