using System.Collections.Immutable;
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

/// <summary>One of the people who agreed to a sum that two have to agree to.</summary>
internal sealed record AgreementView(PrincipalId By, DateTimeOffset At, Money Amount)
{
    public static AgreementView Of(ApprovalAgreement agreement) => new(agreement.By, agreement.At, agreement.Amount);

    /// <summary>Everybody who has agreed so far, in the order in which they did; null where one person's word is enough.</summary>
    public static ImmutableArray<AgreementView>? AllOf(ClaimRecord claim) => (claim.Agreement, claim.Answer) switch
    {
        (null, _) => null,
        ({ } first, { Amount: { } amount } second) => [Of(first), new AgreementView(second.By, second.At, amount)],
        ({ } first, _) => [Of(first)],
    };
}

/// <summary>How long a claim has waited and will wait for a person.</summary>
internal sealed record PendingView(DateTimeOffset Since, DateTimeOffset ExpiresAt, DateTimeOffset? RemindedAt)
{
    /// <summary>Null where nothing waits.</summary>
    public static PendingView? Of(DecisionRecord record, ClaimRecord claim) =>
        claim.IsOpen() && record.WaitOf(claim) is var wait ? new PendingView(wait.Since, wait.ExpiresAt, wait.RemindedAt) : null;
}
