using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Proposals;

namespace RefundAgent.Learning;

/// <summary>The operator's rules that people keep overruling: learning may not go against a rule, so it proposes another one.</summary>
internal static class OverruledRules
{
    /// <summary>Sure to be the majority: the Wilson bound of the share of people who say so.</summary>
    public const double Convincing = 0.5;

    public static IEnumerable<PolicyProposal> Of(HeadTerms terms, SegmentTallies tallies) =>
        from rule in terms.Policy.Rules
        let judged = tallies.Of(Clause.Segment(rule))
        let others = OthersOf(judged)
        where Autonomy.WilsonLowerBound(others.Count, judged.Length) >= Convincing
            && others.Select(each => each.By).Distinct().Count() >= terms.Quorum.Staff
        select Proposal(rule, others[0].Said!, judged.Length, others);

    /// <summary>Those who would have ruled the one other thing that most would.</summary>
    private static List<JudgedRuling> OthersOf(ImmutableArray<JudgedRuling> judged) =>
        judged.Where(each => each is { Agreed: false, Said: not null })
            .GroupBy(each => each.Said!.Key, StringComparer.Ordinal)
            .OrderByDescending(same => same.Count())
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.ToList() ?? [];

    private static PolicyProposal Proposal(PolicyRule rule, VerdictLabel said, int cases, List<JudgedRuling> side) => new()
    {
        Id = ContentHash.OfProposal(PolicyProposalKind.OverruledRule, rule.When, said),
        Kind = PolicyProposalKind.OverruledRule,
        When = rule.When,
        Outcome = said.Outcome,
        Basis = said.Basis,
        Rule = rule.Id,
        Cases = cases,
        Agreed = side.Count,
        Reviewers = [.. side.Select(each => each.By).Distinct()],
    };
}
