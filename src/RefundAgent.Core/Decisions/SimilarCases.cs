using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Decisions;

/// <summary>
/// Past cases worth an advisor's attention, found as the built-in one finds them, so that advisors are compared on the same ground.
/// </summary>
public static class SimilarCases
{
    /// <returns>At most so many, most alike first.</returns>
    public static ImmutableArray<LearnedItem.Precedent> Of(CaseFile file, LearnedContext context, int most) =>
        [.. LearnedIndex.Of(context).Nearest(LearnableFacts.Of(file.Facts.Values), most).Select(each => each.Precedent)];
}
