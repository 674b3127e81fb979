using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Records;

namespace RefundAgent.Feedback;

/// <summary>An answer to a held ruling as the feedback that it is; made from the record alone, so that a repeat is the same event.</summary>
public static class AnswerFeedback
{
    /// <param name="record">With its papers, where they have not been erased.</param>
    /// <param name="claim">One that was answered.</param>
    public static FeedbackEvent Of(DecisionRecord record, ClaimRecord claim)
    {
        var answer = claim.Answer ?? throw new ArgumentException($"Nobody has answered claim {claim.Id}.", nameof(claim));
        var (kind, outcome, amount) = MeaningOf(answer);
        return new FeedbackEvent
        {
            Id = new EventId($"approval-{record.Id}-{claim.Id}"),
            Tenant = record.Tenant,
            Decision = record.Id,
            Claim = claim.Id,
            Kind = kind,
            By = answer.By,
            Roles = answer.Roles,
            Outcome = outcome,
            Amount = amount,
            Note = record.Papers?.Claims.FirstOrDefault(papers => papers.Id == claim.Id)?.AnswerNote,
            At = answer.At,
        };
    }

    /// <summary>
    /// A rejected approval is a no. A rejected denial is no yes, since nobody has said how much: it says that a person should have decided.
    /// </summary>
    public static (FeedbackKind Kind, Outcome? Outcome, Money? Amount) MeaningOf(ApprovalAnswer answer) => (answer.Verdict, answer.Held) switch
    {
        (ApprovalVerdict.Approve, Ruling.Approve held) when answer.Amount != held.Amount => (FeedbackKind.Amount, null, answer.Amount),
        (ApprovalVerdict.Approve, _) => (FeedbackKind.Confirm, null, null),
        (_, Ruling.Approve) => (FeedbackKind.Ruling, Outcome.Deny, null),
        _ => (FeedbackKind.Ruling, Outcome.Escalate, null),
    };
}
