using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>What one person says the ruling on a claim should be.</summary>
/// <param name="Outcome">Of the claim.</param>
/// <param name="Amount">For an approval; null where the whole entitlement is meant.</param>
/// <param name="By">Who says so.</param>
/// <param name="Audited">By a manager's audit, which beats an agent's ruling.</param>
/// <param name="Sequence">Of the ledger row.</param>
internal sealed record Verdict(Outcome Outcome, Money? Amount, PrincipalId By, bool Audited, long Sequence)
{
    /// <summary>Null where the event gives none that the claim could have.</summary>
    public static Verdict? Of(LedgerEntry entry, LabelledCase about)
    {
        var (sequence, said) = entry;
        var (outcome, amount) = said.Kind switch
        {
            FeedbackKind.Ruling or FeedbackKind.Audit => (said.Outcome, said.Outcome == Decisions.Outcome.Approve ? said.Amount : null),
            FeedbackKind.Confirm => (about.Ruled, about.RuledAmount),
            FeedbackKind.Amount when said.Amount is not null => (Decisions.Outcome.Approve, said.Amount),
            _ => (null, null),
        };
        return outcome is null || !IsPossible(amount, about)
            ? null
            : new Verdict(outcome.Value, amount, said.By, IsAudit(said), sequence);
    }

    /// <summary>With the amount as a relation to the order, since the relation fits the next one and the sum does not.</summary>
    public VerdictLabel LabelFor(LabelledCase about) => new(
        Outcome, Outcome == Outcome.Approve ? VerdictAmount.Basis(Amount, about.Entitled, about.Paid) : null);

    /// <summary>A manager who marks a case as must-pass has looked at it as closely as one who audits it.</summary>
    private static bool IsAudit(FeedbackEvent said) => said.Kind == FeedbackKind.Audit || (said.MustPass && said.Roles.HasFlag(Roles.Manager));

    private static bool IsPossible(Money? amount, LabelledCase about) =>
        amount is not { } sum || (sum.IsPositive && (about.Paid is not { } paid || paid.Currency == sum.Currency));
}
