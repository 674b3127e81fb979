using RefundAgent.Amounts;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>A report about a payment that no order is known for: kept in people's sight, for it may be an order that was never imported.</summary>
internal static class Unplaced
{
    public static Discrepancy Of(TenantId tenant, ProviderEvent report, DateTimeOffset now)
    {
        var (what, amount) = Subject(report);
        return Discrepancy.Of(
            tenant,
            DiscrepancyKind.EventWithoutOrder,
            report.Payments[0].Value,
            what,
            $"The payment provider reports {what} about payment {report.Payments[0]} (event {report.Id}), and no order is known for it. Import the "
                + "order and have the provider send the event again, or close this where the payment is none of this shop's.",
            now,
            amount: amount);
    }

    private static (string What, Money? Amount) Subject(ProviderEvent report) => report switch
    {
        ProviderEvent.DisputeChanged dispute => ($"dispute {dispute.Dispute}", dispute.Amount),
        ProviderEvent.FraudWarned warning => ($"early fraud warning {warning.Warning}", null),
        ProviderEvent.RefundChanged refund => ($"refund {refund.Refund.Reference}", refund.Refund.Amount),
        _ => throw new InvalidOperationException($"A report of type {report.GetType().Name} is not known here."),
    };
}
