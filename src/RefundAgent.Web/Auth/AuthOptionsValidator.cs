using Microsoft.Extensions.Options;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Web.Auth;

/// <summary>Checks the keys when the process starts, so that a mistyped one is told to whoever deployed it and not to every caller.</summary>
internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var faults = options.Keys.SelectMany(Faults).Concat(Twins(options.Keys)).ToArray();
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Faults(ApiKeyOptions key, int index)
    {
        var path = PathOf(index);
        if (!Id.TryParse<PrincipalId>(key.Name, out _))
        {
            yield return $"{path}:Name is missing: write the name that this key speaks for.";
        }

        if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return $"{path}:Sha256 must be the 64 hexadecimal characters of the key's SHA-256.";
        }

        if (key.Roles.Count == 0 || key.Roles.Any(role => !ApiKeys.TryRole(role, out _)))
        {
            yield return $"{path}:Roles must name one or more of system, agent, manager, operator.";
        }

        if (key.Tenants.Any(tenant => !Id.TryParse<TenantId>(tenant, out _)))
        {
            yield return $"{path}:Tenants holds a blank name.";
        }
    }

    /// <summary>One key for two principals would speak for the one that happens to stand last.</summary>
    private static IEnumerable<string> Twins(IList<ApiKeyOptions> keys) => keys
        .Select((key, index) => (Digest: key.Sha256.ToUpperInvariant(), Index: index))
        .GroupBy(each => each.Digest, StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0)
        .SelectMany(group => group.Skip(1).Select(each =>
            $"{PathOf(each.Index)}:Sha256 is that of {PathOf(group.First().Index)} too: give each its own key."));

    private static string PathOf(int index) => $"{AuthOptions.Section}:Keys:{index}";
}
