using System.Globalization;
using System.Text;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Tests.Web;

/// <summary>What Stripe sends, signed as Stripe signs.</summary>
internal static class StripeDeliveries
{
    public const string Secret = "whsec_the_one_in_use";

    public static HttpRequestMessage Signed(object body, DateTimeOffset at, string secret = Secret)
    {
        var bytes = body as byte[] ?? (body is string text ? Encoding.UTF8.GetBytes(text) : CanonicalJson.WriteUtf8(body));
        var stamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, Routes.PaymentEvents) { Content = new ByteArrayContent(bytes) };
        var signature = Encoding.ASCII.GetString(StripeSignature.Sign(stamp, bytes, Encoding.UTF8.GetBytes(secret)));
        request.Headers.Add(StripeSignature.Header, $"t={stamp},v1={signature},v0={new string('0', 64)}");
        return request;
    }
}
