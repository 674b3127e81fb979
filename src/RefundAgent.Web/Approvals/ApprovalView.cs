using RefundAgent.Amounts;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Web.Approvals;

/// <summary>The answer that counts, as the contract shows it: on the claim, and to whoever comes second.</summary>
/// <param name="Amount">What was agreed to be given back; absent for a denial and for a rejection.</param>
internal sealed record ApprovalView(ApprovalVerdict Verdict, PrincipalId By, DateTimeOffset At, Money? Amount)
{
    public static ApprovalView Of(ApprovalAnswer answer) => new(answer.Verdict, answer.By, answer.At, answer.Amount);
}
