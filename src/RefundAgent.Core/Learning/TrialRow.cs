using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning;

/// <summary>A candidate before the gate, in words that outlive the code.</summary>
/// <param name="At">Verdicts seen by then.</param>
/// <param name="Accepted">It became the head.</param>
/// <param name="Why">In a sentence.</param>
/// <param name="HeadCost">Expected cost of the head over the labelled cases, cross-fitted, by the policy's prices.</param>
/// <param name="CandidateCost">The same of the candidate.</param>
/// <param name="Added">Guidelines that the candidate has and the head had not.</param>
/// <param name="Dropped">The other way round.</param>
public sealed record TrialRow(
    int At,
    bool Accepted,
    string Why,
    Money HeadCost,
    Money CandidateCost,
    ImmutableArray<string> Added,
    ImmutableArray<string> Dropped)
{
    /// <summary>The same of a desk that has learned nothing and hands every case over: what learning is worth is the difference to it.</summary>
    public Money? BaselineCost { get; init; }

    /// <summary>The rule that staff put into words and that was tried; null where the learner found the candidate by itself.</summary>
    public TaughtRow? Taught { get; init; }

    public static TrialRow Of(Trial trial)
    {
        var (before, after) = (WordsOf(trial.Head), WordsOf(trial.Candidate));
        return new TrialRow(
            trial.At, trial.Accepted, WhyOf(trial), trial.HeadCost, trial.CandidateCost, [.. after.Except(before)], [.. before.Except(after)])
        {
            BaselineCost = trial.BaselineCost,
            Taught = trial.Taught is { } taught ? TaughtRow.Of(taught) : null,
        };
    }

    private static ImmutableArray<string> WordsOf(RuleList rules) =>
        [.. rules.Rules.Select(rule => $"{ItemWords.When(rule.Holding(), null)}: {ItemWords.Of(rule.Label.Outcome, rule.Label.Basis)}")];

    private static string WhyOf(Trial trial) => trial.Verdict switch
    {
        GateVerdict.Cheaper => $"over {trial.Cases} labelled cases its mistakes cost {trial.CandidateCost} instead of {trial.HeadCost}",
        GateVerdict.Surer => $"its mistakes cost the same ({trial.CandidateCost}), and cases that it had not seen surprise it less",
        GateVerdict.NotBetter => $"its mistakes would cost {trial.CandidateCost}, those of what is in force {trial.HeadCost}",
        GateVerdict.SegmentWorse => "it is worse in one kind of case than chance explains",
        GateVerdict.MustPassLost => "it gets a case wrong that a manager marked as must-pass",
        GateVerdict.ThinEvidence => $"{trial.Cases} labelled cases are too few to tell",
        GateVerdict.Remembered => "it was rejected before, on nearly the same cases",
        GateVerdict.InForce => "people's verdicts have taught the same",
        GateVerdict.Unheard => "too few labelled cases are like it",
        GateVerdict.RuledOtherwise => "in cases like it people rule otherwise as often, or more often",
        GateVerdict.NotNeeded => "no list of rules with it explains people's verdicts better",
        _ => "the gate was left out",
    };
}
