using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Policies;

public sealed partial record RefundPolicy
{
    /// <summary>
    /// The word on a claim. A person decides wherever the mode, a rule, a doubt or a limit says so; else the stricter of what the
    /// rules and the advice say stands, and an approval is measured against the entitlement and every limit.
    /// </summary>
    /// <param name="file">All that is known of the claim.</param>
    /// <param name="proposal">Advice: it can make the ruling stricter, and fill the room that the rules leave within the discretion.</param>
    /// <param name="autonomy">What the proposal's segment has earned.</param>
    /// <param name="now">What the customer's 30 days are counted to.</param>
    public Ruling Rule(CaseFile file, Proposal proposal, Autonomy autonomy, DateTimeOffset now)
    {
        if (Mode == Mode.Off)
        {
            return Rulings.Escalate(new Reason(ReasonIds.ModeOff, ReasonKind.Policy, "The agent is switched off: a person decides."));
        }

        if (file.Claim.IsAboutMoney && Dispute(file) is { } disputed)
        {
            return Rulings.Escalate(disputed);
        }

        var rule = Find(file).Rule;
        if (rule?.Then == Outcome.Escalate)
        {
            return Rulings.Escalate(Rulings.Because(rule));
        }

        return RuleOnDoubts(file.Claim, rule) ?? RuleOnCertain(new Deliberation(this, file, rule, proposal, autonomy, now));
    }

    /// <summary>What the bank takes back, or has given back, must not be paid a second time. An inquiry only asks: it is left to the rules.</summary>
    private static Reason? Dispute(CaseFile file)
    {
        var words = file[FactNames.PaymentDispute]?.ToString() switch
        {
            "chargeback" => "The bank is taking the payment back (chargeback): a refund would pay it twice.",
            "lost" => "The customer has the payment back through the bank (chargeback lost): a refund would pay it twice.",
            _ => null,
        };
        return words is null ? null : new Reason(ReasonIds.Disputed, ReasonKind.Limit, words);
    }

    /// <summary>A reading with doubts decides nothing by itself; null where it is certain.</summary>
    private static Ruling? RuleOnDoubts(ClaimReading claim, PolicyRule? rule)
    {
        if (claim.IsCertain)
        {
            return null;
        }

        var reasons = claim.Doubts
            .Select(doubt => new Reason(ReasonIds.Of(doubt.Kind), ReasonKind.Advisor, DoubtQuestions.ForStaff(doubt)))
            .DistinctBy(reason => reason.Id)
            .ToImmutableArray();
        var questions = claim.Doubts.Select(DoubtQuestions.For).Distinct().ToImmutableArray();
        if (questions.Contains(null))
        {
            return new Ruling.Escalate { Reasons = reasons, To = Roles.Agent };
        }

        var asks = rule?.Then == Outcome.Ask;
        return new Ruling.Ask
        {
            Reasons = asks ? reasons.Insert(0, Rulings.Because(rule!)) : reasons,
            Questions = [.. questions.OfType<Phrase>()],
            Missing = [.. questions.OfType<Phrase>().Select(question => question.InEnglish()), .. asks ? Rulings.QuestionsOf(rule!) : []],
        };
    }

    private static Ruling RuleOnCertain(Deliberation claim) => (claim.Rule?.Then, claim.Proposal.Outcome) switch
    {
        (_, Outcome.Escalate) => claim.Escalated(),
        (Outcome.Deny, _) => claim.DeniedByRule(),
        (Outcome.Ask, _) => Rulings.Ask(claim.Rule!),
        (_, Outcome.Ask) => claim.Asked(),
        (_, Outcome.Deny) => claim.DeniedByAdvice(),
        _ => claim.Approved(),
    };
}
