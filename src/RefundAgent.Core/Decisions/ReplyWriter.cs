using System.Text;
using RefundAgent.Actions;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>
/// Puts a decision into words for the customer from the record alone, so that an answer can never promise more than was ruled
/// (Moffatt v. Air Canada, 2024 BCCRT 149: the operator is bound by what its agent says).
/// </summary>
public static class ReplyWriter
{
    public static string Write(DecisionRecord record)
    {
        var reply = new StringBuilder();
        foreach (var sentence in record.Claims.Select(Sentence).Distinct(StringComparer.Ordinal))
        {
            reply.Append(reply.Length == 0 ? string.Empty : "\n\n").Append(sentence);
        }

        return reply.ToString();
    }

    private static string Sentence(ClaimRecord claim) => (claim.Ruling, claim.Status) switch
    {
        (Ruling.Approve approve, ClaimStatus.Executed) when claim.Refund is { Result: null } =>
            $"Thank you. Your refund for order {approve.Order} is being carried out.",
        (Ruling.Approve approve, ClaimStatus.Executed) when claim.Refund is { Result: RefundResult.Pending } =>
            $"A refund of {approve.Amount} for your order {approve.Order} is on its way {Whither(approve)}."
            + WithIt(approve, claim.Answer),
        (Ruling.Approve approve, ClaimStatus.Executed) =>
            $"We have refunded {approve.Amount} for your order {approve.Order} {Whither(approve)}."
            + WithIt(approve, claim.Answer),
        (Ruling.Approve approve, _) =>
            $"Thank you. A colleague is checking your request for order {approve.Order} and will get back to you.",
        (Ruling.Deny deny, ClaimStatus.Answered) => WhyNot(deny) is { } why ? $"We are sorry, but we cannot refund this: {why}" : "We are sorry, but we cannot refund this.",
        (Ruling.Deny, _) => "Thank you. A colleague is checking your request and will get back to you.",
        (Ruling.Ask, _) when claim is { Usage.Advisor: AdvisorKind.Model, Proposal.Outcome: Outcome.Ask } =>
            "To help you, we need to know a little more: which order and which items is it about, and what went wrong?",
        (Ruling.Ask ask, _) => "To help you, we need to know a little more: " + string.Join(" ", ask.Missing),
        _ => "Thank you for writing. A colleague will look into this and get back to you.",
    };

    private static string Whither(Ruling.Approve approve) => approve.PayTo switch
    {
        RefundDestination.StoreCredit => "as store credit",
        RefundDestination.GiftCard => "to a gift card",
        _ => "to the way you paid. It can take a few days to show on your account",
    };

    /// <summary>What a customer would otherwise ask next: why it is not all, and whether the goods are wanted back.</summary>
    /// <param name="approve">As it was carried out.</param>
    /// <param name="answer">A person's, who may have given another sum than the one that the fee was kept of.</param>
    private static string WithIt(Ruling.Approve approve, ApprovalAnswer? answer) =>
        (approve.Reasons.FirstOrDefault(reason => reason.Id == ReasonIds.RestockingFee) is { } fee
            && (answer?.Held is not Ruling.Approve held || held.Amount == approve.Amount)
                ? " " + fee.Text
                : "")
        + (approve.KeepItem ? " You need not send anything back." : "");

    /// <summary>
    /// The operator's words: the limit that said no where a rule would have said yes, else the rule. What past cases or a model advised
    /// is for staff.
    /// </summary>
    private static string? WhyNot(Ruling.Deny deny) =>
        (deny.Reasons.FirstOrDefault(reason => reason.Kind == ReasonKind.Limit)
            ?? deny.Reasons.FirstOrDefault(reason => reason.Kind == ReasonKind.Policy))?.Text;
}
