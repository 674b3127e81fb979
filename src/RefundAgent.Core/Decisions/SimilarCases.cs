using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Decisions;

/// <summary>
/// What was learned that is worth an advisor's attention, found as the built-in one finds them, so that advisors are compared on the same ground.
/// </summary>
public static class SimilarCases
{
    /// <summary>The guidelines that speak of any of some cases.</summary>
    public static ImmutableHashSet<LearnedItemId> GuidelinesOf(IEnumerable<CaseFile> files, LearnedContext context)
    {
        var known = files.Select(file => new LearnedFacts(LearnableFacts.Of(file.Facts.Values))).ToImmutableArray();
        return [.. context.Items.OfType<LearnedItem.Guideline>()
            .Where(item => known.Any(facts => item.When.Holds(facts) && item.WhenNot?.Holds(facts) != true))
            .Select(item => item.Id)];
    }

    /// <returns>At most so many, most alike first.</returns>
    public static ImmutableArray<LearnedItem.Precedent> Of(CaseFile file, LearnedContext context, int most) =>
        [.. LearnedIndex.Of(context).Nearest(LearnableFacts.Of(file.Facts.Values), most).Select(each => each.Precedent)];
}
