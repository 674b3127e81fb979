using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// Finds the rules that explain people's verdicts best for what the rules cost to say: one list by taking the best rule again and again, bettered
/// step by step, against one bettered from nothing. The same evidence gives the same list on every machine.
/// </summary>
public static class RuleListInduction
{
    /// <param name="window">The evidence.</param>
    /// <param name="within">The cases of it that may be learned from; the list knows nothing of the others.</param>
    public static RuleList Fit(EvidenceWindow window, Bits within) => Fit(window, within, []);

    /// <param name="window">The evidence.</param>
    /// <param name="within">The cases of it that may be learned from; the list knows nothing of the others.</param>
    /// <param name="hints">Rules that somebody put into words: each is tried at every place of the list, and stays where it pays.</param>
    internal static RuleList Fit(EvidenceWindow window, Bits within, ImmutableArray<RuleHint> hints)
    {
        if (within.Count == 0)
        {
            return RuleList.Empty;
        }

        var table = within.Equals(window.All) ? window.Whole : AtomTable.Of(window, within);
        var search = new ConjunctionSearch(table);
        var climb = new RuleListClimb(table, search, RuleHint.Among(hints, table));
        var (greedy, bare) = (climb.From(Greedy(table, search)), climb.From([]));
        return WithoutOnesWord(window, within, bare.Score > greedy.Score ? bare.Rules : greedy.Rules);
    }

    private static ImmutableArray<Conjunction> Greedy(AtomTable table, ConjunctionSearch search)
    {
        var rules = ImmutableArray<Conjunction>.Empty;
        var scores = new ListScore(table);
        scores.StandOn(rules);
        while (rules.Length < InductionTerms.MostRules && scores.ImpureRegion(rules.Length) is { } rest
            && search.Best(rest) is { IsWorthIt: true } found)
        {
            rules = rules.Add(found);
            scores.StandOn(rules);
        }

        return rules;
    }

    /// <summary>In a team of three or more, what one person says alone, or nearly alone, is no rule of the team: the last such goes first.</summary>
    private static RuleList WithoutOnesWord(EvidenceWindow window, Bits within, ImmutableArray<Conjunction> rules)
    {
        var team = window.People(within) >= InductionTerms.LeastTeam;
        while (true)
        {
            var regions = RegionTally.Of(window, within, [.. rules.Select(rule => (rule.Atoms, rule.Cases))]);
            if (!team || regions.SkipLast(1).LastOrDefault(region => region.IsOnesWord) is not { } weak)
            {
                return RuleList.Of(window, within, regions);
            }

            rules = rules.RemoveAll(rule => rule.Atoms.AsSpan().SequenceEqual(weak.When.AsSpan()));
        }
    }
}
