using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning;

/// <summary>One candidate before the gate.</summary>
/// <param name="At">Verdicts seen.</param>
/// <param name="Cases">Labelled cases that it was weighed on.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="HeadCost">Expected over these cases.</param>
/// <param name="CandidateCost">The same of the candidate.</param>
/// <param name="BaselineCost">The same where nothing is learned and everything handed over.</param>
/// <param name="Head">Before.</param>
/// <param name="Candidate">What was tried.</param>
public sealed record Trial(
    int At, int Cases, GateVerdict Verdict, Amounts.Money HeadCost, Amounts.Money CandidateCost, Amounts.Money BaselineCost, RuleList Head, RuleList Candidate)
{
    public bool Accepted => Verdict is GateVerdict.Cheaper or GateVerdict.Surer or GateVerdict.Ungated;

    /// <summary>The rule that staff put into words and that this was about; null where the learner found the candidate by itself.</summary>
    public TaughtRule? Taught { get; init; }
}

/// <param name="At">Verdicts seen.</param>
/// <param name="Change">What changed.</param>
public sealed record MindChange(int At, Supersession Change);
