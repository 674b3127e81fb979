using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web.Webhooks;

/// <summary>
/// Verifies a delivery by the Standard Webhooks specification: HMAC-SHA256 over <c>id.timestamp.body</c> on the raw bytes, any of several
/// <c>v1</c> signatures, five minutes of tolerance. Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
/// </summary>
internal static class StandardWebhook
{
    public const string SecretPrefix = "whsec_";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The key's bytes; null where the text is not <c>whsec_</c> followed by Base64 of at least 16 bytes.</summary>
    public static byte[]? KeyOf(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return null;
        }

        var text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= 16 ? key[..length] : null;
    }

    /// <returns>False for anything wrong, without saying what: the sender of a forgery learns nothing.</returns>
    public static bool Verify(
        IHeaderDictionary headers, ReadOnlySpan<byte> body, byte[] key, DateTimeOffset now, [NotNullWhen(true)] out string? messageId)
    {
        messageId = headers["webhook-id"] is [{ Length: > 0 and <= 256 } id] ? id : null;
        if (messageId is null
            || headers["webhook-timestamp"] is not [{ } stamp]
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > 253402300799
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance
            || headers["webhook-signature"] is not [{ Length: <= 4096 } signatures])
        {
            return false;
        }

        var expected = Sign(messageId, stamp, body, key);
        var valid = false;
        foreach (var signature in signatures.Split(' '))
        {
            valid |= signature.StartsWith("v1,", StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature[3..]), expected);
        }

        return valid;
    }

    /// <returns>The Base64 signature as ASCII.</returns>
    public static byte[] Sign(string messageId, string timestamp, ReadOnlySpan<byte> body, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{messageId}.{timestamp}."));
        hmac.AppendData(body);
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(hmac.GetHashAndReset()));
    }
}
