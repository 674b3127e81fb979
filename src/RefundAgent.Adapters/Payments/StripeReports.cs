using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Payments;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>What Stripe's events mean; each takes the event and the object that it is about.</summary>
/// <exception cref="FormatException">A field is missing, or holds a word that this version does not know.</exception>
internal static class StripeReports
{
    public static ProviderEvent DisputeOf(StripeFields @event, StripeFields dispute) => new ProviderEvent.DisputeChanged
    {
        Id = @event.RequiredId<ProviderEventId>("id"),
        At = TimeOf(@event),
        Payments = PaymentsOf(dispute),
        Dispute = dispute.RequiredText("id"),
        State = StateOf(dispute.RequiredText("status")) ?? throw dispute.Fault("status", "is a word that this version does not know"),
        Reason = dispute.Text("reason"),
        Amount = AmountOf(dispute),
    };

    public static ProviderEvent WarningOf(StripeFields @event, StripeFields warning) => new ProviderEvent.FraudWarned
    {
        Id = @event.RequiredId<ProviderEventId>("id"),
        At = TimeOf(@event),
        Payments = PaymentsOf(warning),
        Warning = warning.RequiredText("id"),
        Reason = warning.Text("fraud_type"),
    };

    public static ProviderEvent RefundOf(StripeFields @event, StripeFields refund)
    {
        var words = refund.OptionalObject("metadata");
        var state = StripeRefunds.StateOf(refund.RequiredText("status"));
        return new ProviderEvent.RefundChanged
        {
            Id = @event.RequiredId<ProviderEventId>("id"),
            At = TimeOf(@event),
            Payments = PaymentsOf(refund),
            Refund = new ProviderRefund(
                refund.RequiredText("id"),
                words?.OptionalId<RefundKey>(StripeRefunds.KeyName),
                AmountOf(refund) ?? throw refund.Fault("currency", "is none that this version knows"),
                state != RefundState.Unknown ? state : throw refund.Fault("status", "is a word that this version does not know")),
            Tenant = words?.OptionalId<TenantId>(StripeRefunds.TenantName),
            Decision = words?.OptionalId<DecisionId>(StripeRefunds.DecisionName),
            Order = words?.OptionalId<OrderId>(StripeRefunds.OrderName),
            Claim = words?.OptionalId<ClaimId>(StripeRefunds.ClaimName),
            Note = words?.Text(StripeRefunds.NoteName),
            MadeAt = refund.OptionalWhole("created") is { } seconds ? TimeOf(seconds) : null,
            Reason = refund.Text("failure_reason"),
        };
    }

    /// <summary>
    /// <c>warning_…</c> is an inquiry. One that is <c>prevented</c> was paid back by the card network, as a lost one is; one that is
    /// <c>charge_refunded</c> (older versions of the API) ended with a refund, which is counted as such.
    /// </summary>
    private static DisputeState? StateOf(string status) => status switch
    {
        "warning_needs_response" or "warning_under_review" => DisputeState.Inquiry,
        "needs_response" or "under_review" => DisputeState.Chargeback,
        "won" => DisputeState.Won,
        "lost" or "prevented" => DisputeState.Lost,
        "warning_closed" or "charge_refunded" => DisputeState.None,
        _ => null,
    };

    private static ImmutableArray<PaymentReference> PaymentsOf(StripeFields about)
    {
        PaymentReference?[] named = [about.IdOf<PaymentReference>("charge"), about.IdOf<PaymentReference>("payment_intent")];
        ImmutableArray<PaymentReference> known = [.. named.OfType<PaymentReference>()];
        return known.IsEmpty ? throw about.Fault("charge", "is missing, and so is the payment intent") : known;
    }

    private static DateTimeOffset TimeOf(StripeFields @event)
    {
        var seconds = @event.RequiredWhole("created");
        return TimeOf(seconds) ?? throw @event.Fault("created", "is no time");
    }

    private static DateTimeOffset? TimeOf(long seconds) => seconds is > 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Null where it is in a currency that is not known here.</summary>
    private static Money? AmountOf(StripeFields about)
    {
        try
        {
            return StripeAmounts.Read(about.RequiredWhole("amount"), about.RequiredText("currency"));
        }
        catch (Exception fault) when (fault is ProviderException or OverflowException)
        {
            return null;
        }
    }
}
