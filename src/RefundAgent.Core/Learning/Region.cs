using System.Collections.Immutable;
using RefundAgent.Feedback;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning;

/// <summary>A rule with the labelled cases that it decides today.</summary>
internal sealed class Region(LearnedRule rule, ImmutableArray<EvidenceCase> cases)
{
    /// <summary>Whether people agree is a question of today: so many of the newest verdicts are looked at.</summary>
    private const int Lately = 40;

    private const int FewestForDispute = 4;

    private const double DisputedFrom = 0.3;

    public LearnedRule Rule => rule;

    public ImmutableArray<EvidenceCase> Cases => cases;

    public int Agreed { get; } = cases.Count(each => each.Label.Key == rule.Label.Key);

    /// <summary>Who said what the rule says, in the order of the ledger.</summary>
    public ImmutableArray<PrincipalId> Reviewers => [.. Agreeing.SelectMany(each => each.Behind).Distinct()];

    public int Customers => Agreeing.Select(each => each.Customer).Where(each => each.Length > 0).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Several people on each side rule differently on what the rule takes for one kind of case.</summary>
    public bool IsDisputed
    {
        get
        {
            var lately = cases.Length > Lately ? cases[^Lately..] : cases;
            var mine = lately.Where(each => each.Label.Key == rule.Label.Key).ToList();
            var others = lately.Where(each => each.Label.Key != rule.Label.Key)
                .GroupBy(each => each.Label.Key, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .FirstOrDefault()?.ToList() ?? [];
            var both = mine.Count + others.Count;
            return both >= FewestForDispute && others.Count > DisputedFrom * both && People(mine) >= 2 && People(others) >= 2;
        }
    }

    private IEnumerable<EvidenceCase> Agreeing => cases.Where(each => each.Label.Key == rule.Label.Key);

    public static ImmutableArray<Region> Of(RuleList rules, IReadOnlyList<EvidenceCase> cases)
    {
        var decided = new Dictionary<LearnedRule, ImmutableArray<EvidenceCase>.Builder>(ReferenceEqualityComparer.Instance);
        foreach (var rule in rules.Rules)
        {
            decided.Add(rule, ImmutableArray.CreateBuilder<EvidenceCase>());
        }

        foreach (var about in cases)
        {
            if (rules.Decide(about.Facts) is { } first)
            {
                decided[first].Add(about);
            }
        }

        return [.. rules.Rules.Select(rule => new Region(rule, decided[rule].ToImmutable()))];
    }

    private static int People(List<EvidenceCase> side) => side.SelectMany(each => each.Behind).Distinct().Count();
}
