using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web.Webhooks;

/// <summary>
/// Verifies a delivery as Stripe signs it: HMAC-SHA256 over <c>t.body</c> on the raw bytes, any of several <c>v1</c> signatures by any of
/// several secrets (both ends know two while one is being replaced), five minutes of tolerance. Why not the library of Stripe:
/// docs/decisions/0007. Source: docs.stripe.com/webhooks, "Verify webhook signatures manually".
/// </summary>
internal static class StripeSignature
{
    public const string Header = "Stripe-Signature";

    private const int MostCharacters = 4096;
    private const int FewestCharactersOfASecret = 16;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The keys of a setting that holds one secret, or several with commas between them; null where any of them cannot be one.</summary>
    /// <remarks>Stripe signs with the secret's own characters, <c>whsec_</c> included.</remarks>
    public static IReadOnlyList<byte[]>? KeysOf(string? setting)
    {
        var secrets = (setting ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
        return string.IsNullOrWhiteSpace(setting) ? []
            : secrets.All(IsSecret) ? [.. secrets.Select(Encoding.UTF8.GetBytes)]
            : null;
    }

    /// <returns>False for anything wrong, without saying what: the sender of a forgery learns nothing.</returns>
    public static bool Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> keys, DateTimeOffset now)
    {
        if (headers[Header] is not [{ Length: <= MostCharacters } header]
            || !TryParse(header, out var stamp, out var signatures)
            || (now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(stamp, NumberStyles.None, CultureInfo.InvariantCulture))).Duration() > Tolerance)
        {
            return false;
        }

        var valid = false;
        foreach (var key in keys)
        {
            var expected = Sign(stamp, body, key);
            foreach (var signature in signatures)
            {
                valid |= CryptographicOperations.FixedTimeEquals(signature, expected);
            }
        }

        return valid;
    }

    /// <returns>The signature in lower-case hexadecimal as ASCII.</returns>
    public static byte[] Sign(string timestamp, ReadOnlySpan<byte> body, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{timestamp}."));
        hmac.AppendData(body);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    /// <summary>One <c>t</c> and one <c>v1</c> at least; other schemes (<c>v0</c> in test mode) are passed over.</summary>
    private static bool TryParse(string header, out string stamp, out List<byte[]> signatures)
    {
        (stamp, signatures) = (string.Empty, []);
        foreach (var item in header.Split(','))
        {
            switch (item.Split('=', 2))
            {
                case ["t", { } digits] when stamp.Length == 0 && IsTime(digits):
                    stamp = digits;
                    break;
                case ["t", _]:
                    return false;
                case ["v1", { } signature]:
                    signatures.Add(Encoding.ASCII.GetBytes(signature));
                    break;
                default:
                    break;
            }
        }

        return stamp.Length > 0 && signatures.Count > 0;
    }

    private static bool IsTime(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799;

    /// <summary>An API key in this place is the usual mistake, and would verify nothing.</summary>
    private static bool IsSecret(string text) =>
        text.Length >= FewestCharactersOfASecret
        && text.All(letter => letter is > ' ' and <= '~')
        && text[..3] is not ("sk_" or "rk_" or "pk_");
}
