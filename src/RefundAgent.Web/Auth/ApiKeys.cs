using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Web.Auth;

/// <summary>Finds out who calls from the <c>X-Api-Key</c> header. Every key is compared, in constant time, so that timing tells nothing.</summary>
public sealed class ApiKeys
{
    public const string Header = "X-Api-Key";
    private const int LongestKey = 512;

    private readonly (byte[] Digest, Caller Caller)[] known;

    /// <exception cref="OptionsValidationException">A key of the settings is not usable; all faults are in it.</exception>
    public ApiKeys(IOptions<AuthOptions> options)
    {
        var faults = options.Value.Keys.SelectMany(Faults).ToArray();
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(AuthOptions.Section, typeof(AuthOptions), faults);
        }

        known = [.. options.Value.Keys.Select(key => (Convert.FromHexString(key.Sha256), CallerOf(key)))];
    }

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

    private static IEnumerable<string> Faults(ApiKeyOptions key, int index)
    {
        var path = $"{AuthOptions.Section}:Keys:{index}";
        if (!Id.TryParse<PrincipalId>(key.Name, out _))
        {
            yield return $"{path}:Name is missing: write the name that this key speaks for.";
        }

        if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return $"{path}:Sha256 must be the 64 hexadecimal characters of the key's SHA-256.";
        }

        if (key.Roles.Count == 0 || key.Roles.Any(role => !TryRole(role, out _)))
        {
            yield return $"{path}:Roles must name one or more of system, agent, manager, operator.";
        }

        if (key.Tenants.Any(tenant => !Id.TryParse<TenantId>(tenant, out _)))
        {
            yield return $"{path}:Tenants holds a blank name.";
        }
    }

    private static Caller CallerOf(ApiKeyOptions key) => new(
        new PrincipalId(key.Name),
        key.Roles.Aggregate(Roles.None, (all, role) => TryRole(role, out var one) ? all | one : all),
        key.Tenants.Count == 0 ? [DefaultTenant.Id] : [.. key.Tenants.Select(TenantId.From)]);

    /// <summary>One role by its name; a number or several in one text are none.</summary>
    internal static bool TryRole(string text, out Roles role) =>
        Enum.TryParse(text, ignoreCase: true, out role) && Enum.IsDefined(role) && role != Roles.None && char.IsAsciiLetter(text[0]);
}
