using System.Text.Json;
using RefundAgent.Payments;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Understands Stripe's events, of any API version: only the fields that are needed are looked at, wherever a version puts an object instead
/// of an id. What the account's endpoint was set to send by mistake is left alone; what is for us and cannot be read is said to be so.
/// Source: docs.stripe.com/api/events/types.
/// </summary>
internal sealed class StripeEventReader(PaymentsOptions payments) : IProviderEventReader
{
    public ProviderEventReading Read(ProviderDelivery delivery)
    {
        try
        {
            using var document = JsonDocument.Parse(delivery.Body);
            return Read(new StripeFields(document.RootElement, string.Empty));
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return new ProviderEventReading.Unreadable($"it is an event of Stripe that cannot be read: {fault.Message}");
        }
    }

    private ProviderEventReading Read(StripeFields @event)
    {
        var understand = UnderstandingOf(@event.Text("type"));
        return understand is null ? new ProviderEventReading.NotForUs("events of this type are not handled", Misdirected: false)
            : @event.Text("account") is { } account ? new ProviderEventReading.NotForUs($"it is about the connected account {account}", Misdirected: true)
            : ModeFault(@event) is { } why ? new ProviderEventReading.NotForUs(why, Misdirected: true)
            : new ProviderEventReading.Understood(understand(@event, @event.Object("data").Object("object")));
    }

    /// <summary>
    /// <c>charge.refunded</c> is none of them: newer versions of the API tell by it no more than the charge's sum, and each refund comes as a
    /// <c>refund.created</c> as well.
    /// </summary>
    private static Func<StripeFields, StripeFields, ProviderEvent>? UnderstandingOf(string? type) => type switch
    {
        "charge.dispute.created" or "charge.dispute.updated" or "charge.dispute.closed"
            or "charge.dispute.funds_withdrawn" or "charge.dispute.funds_reinstated" => StripeReports.DisputeOf,
        "radar.early_fraud_warning.created" or "radar.early_fraud_warning.updated" => StripeReports.WarningOf,
        "refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated" => StripeReports.RefundOf,
        _ => null,
    };

    /// <summary>Test events must not touch what a live key refunds, nor the other way round; without a key of Stripe nobody knows.</summary>
    private string? ModeFault(StripeFields @event) =>
        payments.Provider != PaymentProviders.Stripe || @event.Flag("livemode") is not { } live || live == payments.Stripe.IsLive ? null
            : live ? "it is a live event, and the API key is a test key"
            : "it is a test event, and the API key is a live key";
}
