using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <content>What becomes of a claim that two readers or two advisors see differently: above the operator's threshold, a person decides.</content>
internal sealed partial record Deliberation
{
    private bool IsContested => (File.Claim.Readers == Readers.Differ || Proposal.Contradiction is not null) && IsWorthAPerson;

    /// <summary>Sums that cannot be compared are worth one.</summary>
    private bool IsWorthAPerson =>
        Policy.Autonomy.DisagreementAbove is not { } threshold
        || EntitlementTable.Of(File)?.Amount is not { } stake
        || stake.Currency != threshold.Currency
        || stake > threshold;

    private Reason Difference => File.Claim.Readers == Readers.Differ
        ? new Reason(ReasonIds.ReadingsDiffer, ReasonKind.Advisor, "The model reads the message otherwise: a person decides.")
        : new Reason(
            ReasonIds.Disagreement,
            ReasonKind.Advisor,
            $"The model would {Clause.Word(Proposal.Contradiction!.Value)} instead: a person decides.");

    /// <summary>Whoever answers should know that nobody has confirmed the reading.</summary>
    private ImmutableArray<Reason> ReadingNote => File.Claim.Readers == Readers.Model
        ? [new Reason(ReasonIds.ReadByModel, ReasonKind.Advisor, "Only the model understood the message so.")]
        : [];
}
