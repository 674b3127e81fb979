using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Proves deliveries by one scheme and any of several secrets, in a time that does not tell which of them was nearly right.</summary>
internal sealed class HmacProof(HmacScheme scheme, ImmutableArray<string> secrets) : IDeliveryProof
{
    private const int LongestHeader = 512;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly ImmutableArray<byte[]> keys = [.. secrets.Select(Encoding.UTF8.GetBytes)];

    public bool Holds(Func<string, IReadOnlyList<string?>> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        // What is missing or of another form is replaced, so that every delivery costs the same work.
        var isOne = One(headers, scheme.Header, out var header) & One(headers, scheme.Time?.Header, out var stamp);
        var given = scheme.ParseDigest(header);
        var isFresh = scheme.Time is null || (scheme.Time.Parse(stamp) is { } sent && (now - sent).Duration() <= Tolerance);
        var matches = false;
        foreach (var key in keys)
        {
            matches |= CryptographicOperations.FixedTimeEquals(scheme.Digest(key, stamp, body), given ?? new byte[scheme.DigestBytes]);
        }

        return isOne && isFresh && given is not null && matches;
    }

    /// <param name="name">Null for a header that the scheme does not have.</param>
    private static bool One(Func<string, IReadOnlyList<string?>> headers, string? name, out string value)
    {
        value = name is not null && headers(name) is [{ Length: > 0 and <= LongestHeader } only] ? only : "";
        return name is null || value.Length > 0;
    }
}
