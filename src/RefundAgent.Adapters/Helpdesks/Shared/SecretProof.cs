using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// For helpdesks that cannot sign: the secret itself in a header, as <c>X-Webhook-Secret</c>, <c>Bearer</c>, or user or password of Basic.
/// It proves who sends and not what is sent, so that nothing in such a body counts but the ticket's id.
/// </summary>
internal sealed class SecretProof(ImmutableArray<string> secrets) : IDeliveryProof
{
    public const string Header = "X-Webhook-Secret";

    private const int LongestHeader = 1024;

    private readonly ImmutableArray<byte[]> keys = [.. secrets.Select(secret => SHA256.HashData(Encoding.UTF8.GetBytes(secret)))];

    public bool Holds(Func<string, IReadOnlyList<string?>> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var matches = false;
        foreach (var told in Told(headers))
        {
            // Digests are of one length whatever was sent, so the comparison tells nothing of the secret's.
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(told));
            foreach (var key in keys)
            {
                matches |= CryptographicOperations.FixedTimeEquals(digest, key);
            }
        }

        return matches;
    }

    private static IEnumerable<string> Told(Func<string, IReadOnlyList<string?>> headers)
    {
        if (headers(Header) is [{ Length: > 0 and <= LongestHeader } secret])
        {
            yield return secret;
        }

        if (headers("Authorization") is not [{ Length: <= LongestHeader } authorization] || authorization.Split(' ', 2) is not [var scheme, var credentials])
        {
            yield break;
        }

        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            yield return credentials.Trim();
        }
        else if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Decoded(credentials.Trim()) is { } pair)
        {
            foreach (var part in pair.Split(':', 2).Where(part => part.Length > 0))
            {
                yield return part;
            }
        }
    }

    private static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
