using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Cli;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>One thing that a client wants of the agent, sent until it has an answer.</summary>
internal sealed class Ask(AskKind kind, string name, string path, string body)
{
    private static readonly byte[] WebhookKey = Encoding.ASCII.GetBytes("a key of kills, 24 bytes");

    public AskKind Kind => kind;

    /// <summary>The ticket, or the event's id: what the store must know it by.</summary>
    public string Name => name;

    /// <summary>Answers that say "later", and calls that broke off.</summary>
    public int Retries { get; set; }

    /// <summary>The kill that broke it off first; null where none did.</summary>
    public int? BrokenBy { get; set; }

    public DateTimeOffset NotBefore { get; set; }

    /// <summary>The settled answer's code; null until there is one.</summary>
    public HttpStatusCode? Answered { get; set; }

    public static string WebhookSecret => $"whsec_{Convert.ToBase64String(WebhookKey)}";

    /// <summary>The very same request, as an impatient client sends it.</summary>
    public Ask Again() => new(kind, name, path, body);

    public HttpRequestMessage Request()
    {
        var content = kind == AskKind.Webhook ? $$"""{"type":"ticket.created","data":{{body}}}""" : body;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(content, Encoding.UTF8, "application/json"),
        };
        if (kind == AskKind.Webhook)
        {
            var stamp = RealClock.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = HMACSHA256.HashData(WebhookKey, Encoding.UTF8.GetBytes($"{name}.{stamp}.{content}"));
            request.Headers.Add("webhook-id", name);
            request.Headers.Add("webhook-timestamp", stamp);
            request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        }

        return request;
    }

    /// <summary>What people and helpdesks do about an answer: rule on what waits, and say how they liked it.</summary>
    public static IEnumerable<Ask> After(string decision, string ticket, IEnumerable<string> waiting)
    {
        // Drawn from the ticket, not from when it was answered, so that the same seed asks the same things in whatever order answers come.
        var draw = SHA256.HashData(Encoding.UTF8.GetBytes(ticket))[0];
        if (draw % 8 != 0)
        {
            foreach (var claim in waiting)
            {
                var verdict = draw % 4 == 1 ? "reject" : "approve";
                yield return new Ask(
                    AskKind.Approve, $"{decision} {claim}", $"api/refunds/{decision}/approval", JsonSerializer.Serialize(new { claimId = claim, verdict }));
            }
        }

        if (draw % 3 == 0)
        {
            yield return new Ask(
                AskKind.Feedback,
                $"fb-{ticket}",
                $"api/refunds/{decision}/feedback",
                JsonSerializer.Serialize(new { kind = "csat", score = 4, eventId = $"fb-{ticket}" }))
            {
                Decision = decision,
            };
        }
    }

    /// <summary>What a feedback event is about.</summary>
    public string? Decision { get; init; }
}

internal enum AskKind
{
    Decide,
    Webhook,
    Approve,
    Feedback,
}
