using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>A helpdesk that sends Standard Webhooks; signs by the specification, with no code of the product.</summary>
internal static class StandardSender
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key for tests, 24 byte");

    /// <summary>For `serve`: the shared secret, and that this sender checks who its customers are.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Webhooks__Standard__Secret"] = $"whsec_{Convert.ToBase64String(Key)}",
        ["Webhooks__Standard__CustomersAuthenticated"] = "true",
    };

    public static async Task DeliverAsync(AgentClient client, string eventId, object ticket)
    {
        using var request = Delivery(eventId, ticket);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    public static HttpRequestMessage Delivery(string eventId, object ticket)
    {
        var body = JsonSerializer.Serialize(new { type = "ticket.created", data = ticket });
        var stamp = Now().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{eventId}.{stamp}.{body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, "api/webhooks/standard")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", eventId);
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        return request;
    }

#pragma warning disable RS0030 // The process under test compares the stamp with the machine's clock, and so must its sender.
    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
#pragma warning restore RS0030
}
