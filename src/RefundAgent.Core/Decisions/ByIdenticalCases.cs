using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Decisions;

/// <summary>
/// Cases of which exactly the same is known: no condition can tell them apart, so what people said of the newest of them decides. A
/// manager's audit settles them; a run of one verdict by several people is followed; a mixture goes to a person, with both sides shown.
/// </summary>
internal static class ByIdenticalCases
{
    private const int Newest = 8;
    private const int Run = 4;
    private const double Minority = 0.3;

    /// <returns>Null where they say nothing of their own.</returns>
    public static Proposal? Propose(ImmutableSortedDictionary<string, FactValue> facts, LearnedContext context)
    {
        var cases = LearnedIndex.Of(context).Identical(facts);
        if (cases.FirstOrDefault(each => each.Audited) is { } audit)
        {
            return Precedents.Follow(facts, cases, [audit, .. cases.Where(each => each != audit && SaysTheSame(each, audit))], 1);
        }

        ImmutableArray<LearnedItem.Precedent> newest = [.. cases.Take(Newest)];
        if (newest.Length < 2)
        {
            return null;
        }

        if (RunOf(newest) is { } run)
        {
            return Precedents.Follow(facts, newest, run, (double)run.Length / newest.Length);
        }

        return SidesOf(newest) is [var most, var other]
            ? Precedents.HandOver("people-disagree", "people ruled differently on cases of which the same is known", [most, other])
            : null;
    }

    /// <summary>Every set of identical cases that goes to a person because people contradict each other on it.</summary>
    public static IEnumerable<ImmutableArray<LearnedItem.Precedent>> Disputed(LearnedContext context) =>
        LearnedIndex.Of(context).SameCases.Select(cases => cases.Take(Newest).ToImmutableArray())
            .Where(newest => newest.Length >= 2 && !newest.Any(each => each.Audited) && RunOf(newest) is null && SidesOf(newest) is not []);

    private static ImmutableArray<LearnedItem.Precedent>? RunOf(ImmutableArray<LearnedItem.Precedent> newest)
    {
        ImmutableArray<LearnedItem.Precedent> run = [.. newest.TakeWhile(each => SaysTheSame(each, newest[0]))];
        return run.Length >= Run && People(run).Count >= 2 ? run : null;
    }

    /// <summary>The newest case of each side; none where they are at one, or one person alone says it one way lately.</summary>
    private static ImmutableArray<LearnedItem.Precedent> SidesOf(ImmutableArray<LearnedItem.Precedent> newest)
    {
        var sides = newest.GroupBy(each => (each.Outcome, each.Basis)).OrderByDescending(side => side.Count()).ToImmutableArray();
        var (most, others) = (sides[0].ToImmutableArray(), sides.Skip(1).SelectMany(side => side).ToImmutableArray());
        return others.Length >= Minority * newest.Length && !People(most).SetEquals(People(others)) && !IsOneWay(newest) ? [most[0], others[0]] : [];
    }

    /// <summary>What one person alone says lately is neither a mixture nor a run to follow.</summary>
    private static bool IsOneWay(ImmutableArray<LearnedItem.Precedent> newest) =>
        newest.Length > Run && newest.Take(Run).All(each => SaysTheSame(each, newest[0]));

    private static HashSet<Feedback.PrincipalId> People(ImmutableArray<LearnedItem.Precedent> cases) => [.. cases.SelectMany(each => each.Reviewers)];

    private static bool SaysTheSame(LearnedItem.Precedent one, LearnedItem.Precedent other) => (one.Outcome, one.Basis) == (other.Outcome, other.Basis);
}
