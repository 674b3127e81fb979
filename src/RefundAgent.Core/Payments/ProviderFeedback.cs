using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// A provider's report as feedback on the decisions that gave money back by the payment. It counts once for each dispute, warning or refund
/// and each claim, however many reports there are of it.
/// </summary>
public static class ProviderFeedback
{
    /// <summary>Null where the report is no reproach to a decision: an inquiry asks, and a dispute that was won takes nothing.</summary>
    /// <param name="report">Of the payment that <paramref name="refund"/> went back by.</param>
    /// <param name="refund">Of the claim that is spoken of.</param>
    /// <param name="by">The connection that brought the report.</param>
    public static FeedbackEvent? Of(ProviderEvent report, RefundEntry refund, PrincipalId by) => report switch
    {
        ProviderEvent.DisputeChanged { TakesMoney: true } dispute =>
            Of(report, refund, by, FeedbackKind.Dispute, dispute.Dispute, dispute.Reason, dispute.Amount),
        ProviderEvent.FraudWarned warning =>
            Of(report, refund, by, FeedbackKind.FraudWarning, warning.Warning, warning.Reason, null),
        ProviderEvent.RefundChanged { Refund.State: RefundState.Failed } failed =>
            Of(report, refund, by, FeedbackKind.RefundFailed, failed.Refund.Reference, failed.Reason, failed.Refund.Amount),
        _ => null,
    };

    private static FeedbackEvent Of(
        ProviderEvent report, RefundEntry refund, PrincipalId by, FeedbackKind kind, string subject, string? reason, Money? amount) => new()
    {
        Id = new EventId($"{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}-{subject}-{refund.Decision}-{refund.Claim}"),
        Tenant = refund.Tenant,
        Decision = refund.Decision,
        Claim = refund.Claim,
        Kind = kind,
        By = by,
        Roles = Roles.System,
        Amount = amount,
        Reason = reason,
        At = report.At,
    };
}
