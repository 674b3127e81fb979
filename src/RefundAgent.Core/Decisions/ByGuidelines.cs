using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Decisions;

/// <summary>Applies the learned guideline that people have agreed with most surely; says nothing where none holds.</summary>
internal static class ByGuidelines
{
    public static Proposal? Propose(CaseFile file, LearnedContext context)
    {
        var best = context.Items.OfType<LearnedItem.Guideline>()
            .Where(item => item.When.Holds(file.Facts) && item.WhenNot?.Holds(file.Facts) != true)
            .OrderByDescending(Trust)
            .ThenBy(item => item.Id.Value, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is null ? null : new Proposal
        {
            Outcome = best.Outcome,
            Basis = best.Basis ?? new AmountBasis.Entitled(),
            Confidence = Trust(best),
            Reasons = [new Reason(best.Id.Value, ReasonKind.Guideline, $"learned from people's verdicts: {Clause.Of(best.When)}")],
            Items = [best.Id],
            Segment = Clause.Segment($"guideline:{Clause.Of(best.When)}", best.Outcome),
            Missing = best.Outcome == Outcome.Ask ? ["We need to know a little more before we can decide. Please describe what happened."] : [],
        };
    }

    private static double Trust(LearnedItem.Guideline item) => Autonomy.WilsonLowerBound(item.Helpful, item.Helpful + item.Harmful);
}
