using System.Globalization;
using System.Text;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Tests.Web;

/// <summary>What a helpdesk sends, signed as the specification says.</summary>
internal static class Deliveries
{
    private const string Path = "api/webhooks/standard";

    public static string Ticket(object? data = null) => CanonicalJson.Write(new Dictionary<string, object?>
    {
        ["type"] = "ticket.created",
        ["data"] = data ?? Requests.Refund(Requests.ReturnLamp, messageId: null),
    });

    public static HttpRequestMessage Signed(string body, DateTimeOffset at, string secret = Agent.WebhookSecret, string id = "msg_1")
    {
        var stamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = Unsigned(body);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", "v1," + Encoding.ASCII.GetString(
            StandardWebhook.Sign(id, stamp, Encoding.UTF8.GetBytes(body), StandardWebhook.KeyOf(secret)!)));
        return request;
    }

    public static HttpRequestMessage Unsigned(string body, string path = Path) =>
        new(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
}
