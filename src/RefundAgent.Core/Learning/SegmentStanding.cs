using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>What a segment has earned, and how closely it stays watched while it acts alone.</summary>
internal static class SegmentStanding
{
    /// <summary>Clean reviews that bring the Wilson bound to 0.95; a shorter stretch proves nothing.</summary>
    private const int Shortest = 52;

    /// <summary>Each complaint makes people look a tenth more often.</summary>
    private const decimal TenthsAComplaint = 10;

    /// <param name="judged">Oldest first.</param>
    /// <param name="mayAct">Enough different people and customers stand behind it, and it is a clause and not a likeness.</param>
    /// <param name="terms">Of the policy.</param>
    /// <param name="acts">It acts alone whatever it has earned, since the operator says so.</param>
    /// <param name="complaints">Of customers, about what it did alone in the time of these rulings.</param>
    public static SegmentTally Of(ImmutableArray<JudgedRuling> judged, bool mayAct, AutonomyTerms terms, bool acts = false, int complaints = 0)
    {
        var bound = BestBound(judged);
        var earned = mayAct && bound >= terms.Target;
        return new SegmentTally(judged.Count(each => each.Agreed), judged.Length)
        {
            LowerBound = bound,
            Earned = earned,
            ReviewShare = earned || (acts && !judged.IsEmpty) ? ReviewShare(judged, terms, complaints) : 0,
            Complaints = complaints,
        };
    }

    /// <summary>
    /// Of all stretches that end with the newest ruling: what was got wrong before a clause was learned properly must not count for ever,
    /// and what was got wrong lately is in every one of them.
    /// </summary>
    private static double BestBound(ImmutableArray<JudgedRuling> judged)
    {
        var (best, agreed) = (0.0, 0);
        for (var length = 1; length <= judged.Length; length++)
        {
            agreed += judged[^length].Agreed ? 1 : 0;
            if (length >= Shortest || length == judged.Length)
            {
                best = Math.Max(best, Autonomy.WilsonLowerBound(agreed, length));
            }
        }

        return best;
    }

    /// <summary>
    /// Drawn with chance p, (1 - p) / p rulings are expected to go unseen between two that are seen; p is so large that their payouts stay
    /// within the exposure.
    /// </summary>
    private static decimal ReviewShare(ImmutableArray<JudgedRuling> judged, AutonomyTerms terms, int complaints)
    {
        var payout = (decimal)judged.Average(each => (double)each.Payout);
        var exposed = terms.UnreviewedExposure.MinorUnits + payout;
        var forMoney = exposed > 0 ? payout / exposed : 1;
        return decimal.Round(Math.Clamp(Math.Max((decimal)terms.ReviewShare, forMoney) * (1 + (complaints / TenthsAComplaint)), 0, 1), 4, MidpointRounding.ToPositiveInfinity);
    }
}
