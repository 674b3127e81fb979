using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Webhooks;

/// <summary>A helpdesk's fifty senders, who all send on as soon as they are answered.</summary>
internal sealed class Senders : IDisposable
{
    public const int AtOnce = 50;

    /// <summary>As long as Zammad's default payload usually is: a ticket with all of its fields, and an article of some paragraphs.</summary>
    private const int TextLength = 4096;

    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });

    /// <summary>Signed as Zammad does (HMAC-SHA1 over the body), with no code of the product.</summary>
    public static Signed Sign(string ticket, string secret)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            ticket = new { id = ticket, number = ticket, title = "Where is my money?", state = "open", priority = "2 normal", updated_at = "2026-01-20T12:00:00.000Z" },
            article = new { id = ticket, sender = "Customer", type = "web", @internal = false, content_type = "text/html", body = Text(ticket) },
        });
#pragma warning disable CA5350 // It is what Zammad signs with.
        return new Signed(ticket, body, "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body)));
#pragma warning restore CA5350
    }

    /// <exception cref="InvalidOperationException">One was not acknowledged.</exception>
    public Task<Round> SendAsync(Uri door, IReadOnlyList<Signed> deliveries, CancellationToken cancellationToken) => Lanes.RunAsync(
        deliveries,
        async (delivery, cancelled) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = new ByteArrayContent(delivery.Body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            request.Headers.Add("X-Hub-Signature", delivery.Signature);
            using var answer = await client.SendAsync(request, cancelled);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException($"{door} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancelled)}");
            }
        },
        cancellationToken,
        AtOnce);

    public void Dispose() => client.Dispose();

    private static string Text(string ticket) => string.Concat(Enumerable.Repeat($"<div>The lamp of order #{ticket} came broken, and nobody answers.</div>", 1 + (TextLength / 70)));
}

/// <param name="Ticket">The helpdesk's id of it.</param>
/// <param name="Body">As it is sent.</param>
/// <param name="Signature">Over the body.</param>
internal sealed record Signed(string Ticket, byte[] Body, string Signature);
