using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning;

/// <summary>Writes down what a run did: what was tried, what became of it, and what people changed their minds about.</summary>
internal static class LearnerReport
{
    /// <summary>A report is a row, and a row has its size; a refold tries what was tried before.</summary>
    private const int Most = 50;

    public static LearnerRun Of(string id, DateTimeOffset began, ActiveVersions from, ContextVersion to, FoldedLedger folded, LearnedContext head) => new(
        id,
        began,
        from.Context,
        to,
        folded.Events,
        folded.SetAside,
        folded.Events == 0 && from.Context == to ? "Nothing new."
            : $"{folded.Events - folded.Idle} of {folded.Events} new events taught something; {head.Items.Length} item{(head.Items.Length == 1 ? "" : "s")}"
              + (from.Held ? $", not in force: a person rolled back to version {from.Context}." : $" in version {to}."))
    {
        Trials = [.. folded.Learner.TakeTrials().TakeLast(Most).Select(TrialRow.Of)],
        Changes = [.. folded.Learner.TakeChanges().TakeLast(Most).Select(ChangeRow.Of)],
        Lessons = folded.Lessons,
    };
}
