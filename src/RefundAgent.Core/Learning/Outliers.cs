using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning;

/// <summary>
/// The people whose verdicts neither of two lists can foresee, though everybody else's are foreseen: mistakes, or worse, have no say in which
/// list is better. What they say stays evidence, where one person's influence is capped in its own way.
/// </summary>
internal static class Outliers
{
    private const int FewestCases = 20;

    private const int FewestPeople = 3;

    /// <summary>So many times as often unforeseen as the one in the middle of the team, and at least this share.</summary>
    private const int Times = 3;

    private const double Least = 0.15;

    /// <param name="foreseen">Each case with whether one list or the other, not having seen it, says what the person said.</param>
    public static ImmutableHashSet<PrincipalId> Among(IReadOnlyList<(EvidenceCase About, bool Foreseen)> foreseen)
    {
        var rates = foreseen.GroupBy(each => each.About.Reviewer)
            .Select(group => (Reviewer: group.Key, Cases: group.Count(), Rate: group.Count(each => !each.Foreseen) / (double)group.Count()))
            .Where(each => each.Cases >= FewestCases)
            .OrderBy(each => each.Rate)
            .ToList();
        if (rates.Count < FewestPeople)
        {
            return [];
        }

        var middle = rates[(rates.Count - 1) / 2].Rate;
        return [.. rates.Where(each => each.Rate >= Least && each.Rate >= Times * middle).Select(each => each.Reviewer)];
    }
}
