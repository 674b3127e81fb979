using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>Tells the team what became of an answer, in full: nobody else will.</summary>
internal static class AnswerWords
{
    public static string Of(ApprovalResult result, PersonsAnswer said) => result switch
    {
        ApprovalResult.Counted { Record: var record } => Counted(record.Claims.First(claim => claim.Id == said.Claim), said),
        ApprovalResult.Agreed { Record: var record } =>
            $"Noted, {said.By}: you agree to {record.Claims.First(claim => claim.Id == said.Claim).Agreement?.Amount}. So large a sum needs a second person, who answers in the same way.",
        ApprovalResult.AlreadyAnswered { First: var first } =>
            $"Not taken: {first.By} answered this before ({InWords(first.Verdict)}{(first.Amount is { } amount ? $", {amount}" : "")}). With /correct you can say what would have been right.",
        ApprovalResult.Expired { At: var at } => $"Not taken: the time to answer ended at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Please take the case over here, or have the customer write again.",
        ApprovalResult.BeyondRole { Why: var why } => $"Not taken: {why} The claim waits on.",
        ApprovalResult.SecondPersonNeeded { First: var first } => $"Not taken: {first.By} agreed to {first.Amount} before, and a second person has to. The claim waits on.",
        ApprovalResult.WrongAmount { Why: var why } => $"Not taken: the sum {why} The claim waits on.",
        ApprovalResult.Refused { Why: var why } => $"Not taken: {why} The claim waits on.",
        ApprovalResult.NotPending => "Not taken: nothing waits for an answer here.",
        ApprovalResult.WhichClaim { Choices: var choices } => $"Not taken: please name the claim that you mean: one of {string.Join(", ", choices)}.",
        _ => "Not taken: the decision is not there any more.",
    };

    private static string Counted(ClaimRecord claim, PersonsAnswer said) => (claim.Ruling, said.Verdict) switch
    {
        (Ruling.Approve approve, ApprovalVerdict.Approve) => claim.Refund?.Result switch
        {
            RefundResult.Succeeded paid => $"Done, {said.By}: {approve.Amount} refunded ({paid.Reference}).",
            RefundResult.Pending pending => $"Done, {said.By}: {approve.Amount} is on its way ({pending.Reference}).",
            RefundResult.Failed failed => $"{said.By}, your answer counts, but the refund failed: {failed.Written}.",
            _ => $"{said.By}, your answer counts; how the refund of {approve.Amount} went is not known yet and is being looked up.",
        },
        (Ruling.Deny, _) => $"Done, {said.By}: the customer is refused, as proposed.",
        (_, ApprovalVerdict.Reject) => $"Noted, {said.By}: nothing was paid and the customer was refused nothing. The case is yours to answer.",
        _ => $"Your answer counts, {said.By}; the refund could not be carried out: {string.Join(' ', claim.Ruling.Reasons.Select(reason => reason.Text))}",
    };

    private static string InWords(ApprovalVerdict verdict) => verdict == ApprovalVerdict.Approve ? "agreed" : "did not agree";
}
