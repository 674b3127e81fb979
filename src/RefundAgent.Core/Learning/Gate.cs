using System.Collections.Immutable;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning;

/// <summary>
/// Lets a candidate replace the head only where it is expected to cost less. Every labelled case is priced by the list that was fitted
/// without it, for head and candidate alike, so that nobody is praised for what they have been told; a split that keeps cases back
/// altogether would cost too much of an early history.
/// </summary>
/// <param name="cost">By the policy's prices.</param>
internal sealed class Gate(MistakeCost cost)
{
    /// <summary>With fewer labelled cases than this, chance decides what looks better.</summary>
    private const int FewestCases = 5;

    /// <summary>A segment may get so many cases, or <see cref="SegmentShare"/> of its own, wrong that it had right.</summary>
    private const int SegmentCases = 2;

    private const double SegmentShare = 0.05;

    public Weighing Weigh(CrossFit head, CrossFit candidate, IReadOnlyList<EvidenceCase> cases)
    {
        var (headSide, candidateSide, baseline) = (new Side(), new Side(), new Side());
        var lost = new Dictionary<string, (int Lost, int Cases)>(StringComparer.Ordinal);
        var mustPassLost = false;
        var blind = cases.Select(about => (About: about, One: head.Blind(about), Other: candidate.Blind(about))).ToList();
        var outliers = Outliers.Among([.. blind.Select(each => (each.About, Right(each.One, each.About) + Right(each.Other, each.About) > 0))]);
        foreach (var (about, one, other) in blind.Where(each => each.About.MustPass || !outliers.Contains(each.About.Reviewer)))
        {
            baseline.Add(cost.Of(null, about), 0);
            headSide.Add(cost.Of(one?.Label, about), Surprise.Of(one, about.Label));
            candidateSide.Add(cost.Of(other?.Label, about), Surprise.Of(other, about.Label));
            if (head.Rules.Decide(about.Facts) is { } deciding)
            {
                var (before, of) = lost.GetValueOrDefault(deciding.Segment());
                lost[deciding.Segment()] = (before + Right(one, about) - Right(other, about), of + 1);
                mustPassLost |= about.MustPass && Right(deciding, about) > Right(candidate.Rules.Decide(about.Facts), about);
            }
        }

        return new Weighing(Verdict(), cost.ToMoney(headSide.Cost), cost.ToMoney(candidateSide.Cost), cost.ToMoney(baseline.Cost));

        GateVerdict Verdict() =>
            cases.Count < FewestCases ? GateVerdict.ThinEvidence
            : mustPassLost ? GateVerdict.MustPassLost
            : lost.Values.Any(each => each.Lost > Math.Max(SegmentCases, SegmentShare * each.Cases)) ? GateVerdict.SegmentWorse
            : candidateSide.Cost < headSide.Cost ? GateVerdict.Cheaper
            : candidateSide.Cost == headSide.Cost && candidateSide.Surprise < headSide.Surprise ? GateVerdict.Surer
            : GateVerdict.NotBetter;
    }

    private static int Right(LearnedRule? rule, EvidenceCase about) => rule?.Label.Key == about.Label.Key ? 1 : 0;

    private sealed class Side
    {
        public decimal Cost { get; private set; }

        public long Surprise { get; private set; }

        public void Add(decimal cost, long surprise)
        {
            Cost += cost;
            Surprise += surprise;
        }
    }
}

/// <param name="Verdict">What became of the candidate.</param>
/// <param name="HeadCost">Expected over the labelled cases.</param>
/// <param name="CandidateCost">The same of the candidate.</param>
/// <param name="BaselineCost">The same of a desk that has learned nothing and hands everything over.</param>
internal sealed record Weighing(GateVerdict Verdict, Amounts.Money HeadCost, Amounts.Money CandidateCost, Amounts.Money BaselineCost)
{
    public bool Accepted => Verdict is GateVerdict.Cheaper or GateVerdict.Surer;
}

/// <summary>Why a candidate became the head, or did not.</summary>
public enum GateVerdict
{
    /// <summary>Accepted: its expected mistakes cost less.</summary>
    Cheaper,

    /// <summary>Accepted: its mistakes cost the same, and cases that it had not seen surprise it less.</summary>
    Surer,

    /// <summary>Rejected: neither cheaper nor surer.</summary>
    NotBetter,

    /// <summary>Rejected: it gets more of one segment wrong than chance explains, whatever it gains elsewhere.</summary>
    SegmentWorse,

    /// <summary>Rejected: it gets a case wrong that a manager marked, and that the head gets right.</summary>
    MustPassLost,

    /// <summary>Rejected: too few labelled cases to tell.</summary>
    ThinEvidence,

    /// <summary>Not weighed again: rejected before, on nearly the same cases.</summary>
    Remembered,

    /// <summary>Accepted unweighed, in a measurement without the gate.</summary>
    Ungated,

    /// <summary>A rule that was taught is in force already.</summary>
    InForce,

    /// <summary>A rule that was taught: too few labelled cases are like it to try it.</summary>
    Unheard,

    /// <summary>A rule that was taught: in cases like it, people rule otherwise at least as often.</summary>
    RuledOtherwise,

    /// <summary>A rule that was taught: no list with it explains the cases better.</summary>
    NotNeeded,
}
