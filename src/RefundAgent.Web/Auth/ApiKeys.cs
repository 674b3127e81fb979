using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Web.Auth;

/// <summary>Finds out who calls from the <c>X-Api-Key</c> header. Every key is compared, in constant time, so that timing tells nothing.</summary>
public sealed class ApiKeys
{
    public const string Header = "X-Api-Key";
    private const int LongestKey = 512;

    private readonly (byte[] Digest, Caller Caller)[] known;

    /// <exception cref="OptionsValidationException">A key of the settings is not usable; all faults are in it.</exception>
    public ApiKeys(IOptions<AuthOptions> options) =>
        known = [.. options.Value.Keys.Select(key => (Convert.FromHexString(key.Sha256), CallerOf(key)))];

    public Caller? Find(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ Length: > 0 and <= LongestKey } key])
        {
            return null;
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        Caller? found = null;
        foreach (var (expected, caller) in known)
        {
            found = CryptographicOperations.FixedTimeEquals(digest, expected) ? caller : found;
        }

        return found;
    }

    public static string DigestOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static Caller CallerOf(ApiKeyOptions key) => new(
        new PrincipalId(key.Name),
        key.Roles.Aggregate(Roles.None, (all, role) => TryRole(role, out var one) ? all | one : all),
        key.Tenants.Count == 0 ? [DefaultTenant.Id] : [.. key.Tenants.Select(TenantId.From)]);

    /// <summary>One role by its name; a number or several in one text are none.</summary>
    internal static bool TryRole(string text, out Roles role) =>
        Enum.TryParse(text, ignoreCase: true, out role) && Enum.IsDefined(role) && role != Roles.None && char.IsAsciiLetter(text[0]);
}
