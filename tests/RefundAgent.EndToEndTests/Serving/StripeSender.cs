using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Stripe as it reports events; signs by its documentation, with no code of the product.</summary>
internal static class StripeSender
{
    private const string Secret = "whsec_end_to_end_tests";

    /// <summary>For `serve`: the endpoint's signing secret.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Webhooks__Stripe__Secret"] = Secret };

    public static object Dispute(string eventId, string charge, string status = "needs_response") => Event(eventId, "charge.dispute.created", new
    {
        id = $"dp_{charge}",
        @object = "dispute",
        amount = 4500,
        charge,
        currency = "usd",
        is_charge_refundable = false,
        reason = "fraudulent",
        status,
    });

    public static object Event(string id, string type, object about) => new
    {
        id,
        @object = "event",
        api_version = "2022-11-15",
        created = Now(),
        data = new { @object = about },
        livemode = false,
        type,
    };

    public static HttpRequestMessage Delivery(object @event)
    {
        var body = JsonSerializer.Serialize(@event);
        var stamp = Now().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}.{body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, "api/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", $"t={stamp},v1={Convert.ToHexStringLower(signature)}");
        return request;
    }

#pragma warning disable RS0030 // The process under test compares the stamp with the machine's clock, and so must its sender.
    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
#pragma warning restore RS0030
}
