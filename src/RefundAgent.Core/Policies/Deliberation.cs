using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Replies;

namespace RefundAgent.Policies;

/// <summary>One claim before the policy, read with certainty and sent to nobody by a rule: what becomes of it.</summary>
internal sealed partial record Deliberation(
    RefundPolicy Policy, CaseFile File, PolicyRule? Rule, Proposal Proposal, Autonomy Autonomy, DateTimeOffset Now)
{
    /// <summary>The rule first, where it has a part in the ruling, then what the advice rests on.</summary>
    private ImmutableArray<Reason> Reasons =>
    [
        .. Rule is null ? [] : ImmutableArray.Create(Rulings.Because(Rule)),
        .. Advice.Where(reason => reason.Id != Rule?.Id),
    ];

    private ImmutableArray<Reason> Advice => Proposal.Reasons.IsDefaultOrEmpty
        ? [new Reason(ReasonIds.AdviceIncomplete, ReasonKind.Advisor, "The advice gave no reason.")]
        : Proposal.Reasons;

    public Ruling Escalated() => Rulings.Escalate(Advice);

    public Ruling Asked() => Proposal.Missing.IsDefaultOrEmpty
        ? Rulings.Escalate(Advice.Add(new Reason(ReasonIds.AdviceIncomplete, ReasonKind.Advisor, "The advice was to ask, but not what.")))
        : new Ruling.Ask { Reasons = Advice, Missing = Proposal.Missing, Questions = Proposal.Questions };

    public Ruling DeniedByRule() =>
        (Ruling?)WithdrawalFault([Rulings.Because(Rule!)]) ?? Denied([Rulings.Because(Rule!)], acts: RuleActs || HasEarned);

    /// <summary>The nearest that learning may come to saying no: within the discretion, and only once it has earned it.</summary>
    public Ruling DeniedByAdvice() => (Ruling?)WithdrawalFault(Advice) ?? (Allows(Outcome.Deny)
        ? Denied(Advice, acts: HasEarned)
        : Rulings.Escalate(Advice.Add(OutsideDiscretion("The policy's discretion does not include denials."))));

    public Ruling Approved()
    {
        if (!File.Claim.IsAboutMoney)
        {
            return Rulings.Escalate(Reasons.Add(
                new Reason(ReasonIds.NotAboutMoney, ReasonKind.Advisor, "The request is not one that gives money back.")));
        }

        if (Rule is null && !Allows(Outcome.Approve))
        {
            return Rulings.Escalate(Reasons.Add(OutsideDiscretion("No rule covers this, and the policy's discretion does not include approvals.")));
        }

        return File.Order is { } order
            ? (Ruling?)HandsFault(order) ?? CurrencyFault(order) ?? CaptureFault(order) ?? Measured(order, EntitlementTable.Of(File)!)
            : new Ruling.Ask
            {
                Reasons = Reasons.Add(new Reason(ReasonIds.NoOrder, ReasonKind.Limit, "No order is known that the money was paid for.")),
                Missing = [Phrase.WhichOrder.InEnglish()],
                Questions = [Phrase.WhichOrder],
            };
    }

    private bool HasEarned => Autonomy.State == AutonomyState.Earned;

    /// <summary>The operator's mark is for claims that the built-in reader understood; what a model alone read has to earn it.</summary>
    private bool RuleActs => Rule?.Handling == Handling.Auto && File.Claim.Readers != Readers.Model;

    private bool Allows(Outcome outcome) => Policy.Discretion is { } discretion && discretion.Outcomes.Contains(outcome);

    private static Reason OutsideDiscretion(string text) => new(ReasonIds.Discretion, ReasonKind.Limit, text);

    private Money? Requested => File.Claim.Requested ?? File.Ticket.Requested;

    private Ruling Measured(Order order, Entitlement entitlement)
    {
        if (!entitlement.Amount.IsPositive)
        {
            return NothingToGive(entitlement);
        }

        var byRule = Payout.Of(Rule?.Basis ?? new AmountBasis.Entitled(), File, entitlement);
        var payout = Payout.Least(byRule, Payout.Of(Proposal.Basis, File, entitlement));
        var final = payout.AtMost(Requested, File, entitlement);
        if (!final.Amount.IsPositive)
        {
            return Rulings.Escalate(Reasons.Add(
                new Reason(ReasonIds.AdviceIncomplete, ReasonKind.Advisor, "The advice was to approve, but comes to no amount.")));
        }

        if ((payout.Amount < entitlement.Amount || PayTo != RefundDestination.Original) && WithdrawalFault(Reasons) is { } protectedByLaw)
        {
            return protectedByLaw;
        }

        var acts = HasEarned || (RuleActs && ReferenceEquals(payout, byRule));
        return RepeatFault(final, order) ?? (Ruling?)LimitFault(final.Amount) ?? Granted(final, entitlement, acts);
    }
}
