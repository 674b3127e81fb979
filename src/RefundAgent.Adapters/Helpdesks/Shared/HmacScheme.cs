using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>How a helpdesk signs: HMAC over the raw body, some with the time of sending before it. The secret's own characters are the key in all of them.</summary>
internal sealed record HmacScheme
{
    public required string Header { get; init; }

    public required HashAlgorithmName Hash { get; init; }

    public required DigestForm Form { get; init; }

    /// <summary>Before the digest in the header, such as <c>sha256=</c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Null where the time is not signed: an old delivery played again is then known by its event's key alone.</summary>
    public SignedTime? Time { get; init; }

    public int DigestBytes => Hash == HashAlgorithmName.SHA1 ? HMACSHA1.HashSizeInBytes : HMACSHA256.HashSizeInBytes;

    /// <summary>The header's value.</summary>
    /// <param name="stamp">The time as its header has it; not looked at where none is signed.</param>
    public string Sign(string secret, string? stamp, ReadOnlySpan<byte> body)
    {
        var digest = Digest(Encoding.UTF8.GetBytes(secret), stamp, body);
        return Prefix + (Form == DigestForm.Base64 ? Convert.ToBase64String(digest) : Convert.ToHexStringLower(digest));
    }

    public byte[] Digest(byte[] key, string? stamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(Hash, key);
        if (Time is { } time)
        {
            hmac.AppendData(Encoding.UTF8.GetBytes(stamp + time.Joint));
        }

        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    /// <summary>Null for anything that is not exactly one digest in this scheme's form.</summary>
    public byte[]? ParseDigest(string header)
    {
        if (!header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var text = header.AsSpan(Prefix.Length);
        var digest = new byte[DigestBytes];
        return Form switch
        {
            DigestForm.Base64 => text.Length == (DigestBytes + 2) / 3 * 4 && Convert.TryFromBase64Chars(text, digest, out var length) && length == DigestBytes ? digest : null,
            _ => text.Length == DigestBytes * 2 && Convert.FromHexString(text, digest, out _, out _) == System.Buffers.OperationStatus.Done ? digest : null,
        };
    }
}

internal enum DigestForm
{
    Base64,
    Hex,
}

/// <summary>The time of sending, signed with the body.</summary>
/// <param name="Header">That holds it.</param>
/// <param name="Joint">Between the time and the body in what is signed.</param>
/// <param name="Form">How it is written.</param>
internal sealed record SignedTime(string Header, string Joint, TimeForm Form)
{
    /// <summary>Below it a number of seconds, above it one of milliseconds: the year 5138 as seconds, 1973 as milliseconds.</summary>
    private const long MillisecondsFrom = 100_000_000_000;

    public DateTimeOffset? Parse(string text) => Form switch
    {
        TimeForm.Iso8601 => DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
        _ => !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 253402300799_999 ? null
            : number >= MillisecondsFrom ? DateTimeOffset.FromUnixTimeMilliseconds(number)
            : DateTimeOffset.FromUnixTimeSeconds(number),
    };
}

internal enum TimeForm
{
    Iso8601,

    /// <summary>Unix time in seconds or, recognised by its size, milliseconds.</summary>
    Unix,
}
