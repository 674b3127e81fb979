using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Section <c>Helpdesks</c> as a whole; asking for it has it checked.</summary>
internal sealed class HelpdeskSettings;

/// <summary>
/// Checks every connection when the process starts, so that whoever set it up hears all that is wrong at once, each with its setting and
/// what to write, and customers' tickets are not the first to find out. No fault repeats a secret.
/// </summary>
internal sealed class HelpdeskSettingsRules(IConfiguration configuration) : IValidateOptions<HelpdeskSettings>
{
    private const int FewestCharactersOfASecret = 16;

    /// <summary>
    /// How App Service writes a reference into a vault; where it cannot resolve one the process gets these words themselves, which anybody can
    /// guess (https://learn.microsoft.com/azure/app-service/app-service-key-vault-references).
    /// </summary>
    private const string VaultReference = "@Microsoft.KeyVault(";

    private const string Unresolved = "is a reference into a vault that Azure could not resolve: see whether the vault has this secret, and whether the app's identity may "
        + "read it; then restart the app.";

    /// <summary>The last parts of the webhooks' paths that lead elsewhere.</summary>
    private static readonly string[] TakenNames = ["standard", "stripe"];

    private static readonly string[] KnownSettings =
        [.. typeof(HelpdeskOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order(StringComparer.Ordinal)];

    private static readonly string[] Flags = [nameof(HelpdeskOptions.CatchUp), nameof(HelpdeskOptions.CustomersAuthenticated)];

    public ValidateOptionsResult Validate(string? name, HelpdeskSettings options)
    {
        var faults = configuration.GetSection(HelpdeskOptions.Section).GetChildren().SelectMany(FaultsOf).ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(IConfigurationSection section)
    {
        var unbound = NameFaults(section.Key).Concat(FormFaults(section)).ToArray();
        return unbound.Length > 0 ? unbound : ValueFaults(section.Key, section.Get<HelpdeskOptions>()!)
            .Select(fault => $"{section.Path}:{fault.Setting} {fault.Fault}");
    }

    private static IEnumerable<string> NameFaults(string name)
    {
        if (!ConnectionName.MayBe(name))
        {
            yield return $"{HelpdeskOptions.Section}:{name} is no name for a helpdesk: it stands in the webhook's address, so use 1 to 40 lower-case letters and digits, "
                + "a letter first.";
        }
        else if (TakenNames.Contains(name))
        {
            yield return $"{HelpdeskOptions.Section}:{name} is no name for a helpdesk: api/webhooks/{name} leads elsewhere. Use another, with Kind to say which helpdesk it is.";
        }
    }

    /// <summary>What could not even be bound: a misspelt setting would do nothing, and nobody would know.</summary>
    private static IEnumerable<string> FormFaults(IConfigurationSection section)
    {
        var set = section.GetChildren().ToArray();
        if (set.Length == 0)
        {
            yield return $"{section.Path} is no helpdesk by itself: write {section.Path}:{nameof(HelpdeskOptions.Secret)} and so on.";
        }

        foreach (var setting in set.Where(each => !KnownSettings.Contains(each.Key, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"{setting.Path} is no setting of a helpdesk; there are {string.Join(", ", KnownSettings)}.";
        }

        foreach (var flag in set.Where(each => Flags.Contains(each.Key, StringComparer.OrdinalIgnoreCase) && !bool.TryParse(each.Value, out _)))
        {
            yield return $"{flag.Path} is '{flag.Value}' and must be true or false.";
        }
    }

    private static IEnumerable<(string Setting, string Fault)> ValueFaults(string name, HelpdeskOptions options) =>
        SharedFaults(options).Concat(ConnectionSettings.KindOf(name, options)?.FaultsOf(options) ?? [KindFault(options)]).DistinctBy(fault => fault.Setting);

    private static (string Setting, string Fault) KindFault(HelpdeskOptions options)
    {
        var known = string.Join(", ", HelpdeskKinds.All.Select(each => each.Name));
        return (nameof(options.Kind), (options.Kind is { } said ? $"is '{said}' and must be" : "is missing: write which helpdesk it is,") + $" one of {known}.");
    }

    private static IEnumerable<(string Setting, string Fault)> SharedFaults(HelpdeskOptions options)
    {
        if (!Id.TryParse<TenantId>(options.Tenant, out _))
        {
            yield return (nameof(options.Tenant), "is blank: name the tenant whose tickets this helpdesk brings, or leave the setting out for 'default'.");
        }

        if (IsUnresolved(options.Secret))
        {
            yield return (nameof(options.Secret), Unresolved);
        }
        else if (options.Secrets.IsEmpty)
        {
            yield return (nameof(options.Secret), "is missing: without it anybody could send tickets in this helpdesk's name. Its page says where the secret is shown.");
        }
        else if (options.Secrets.Any(secret => secret.Length < FewestCharactersOfASecret))
        {
            yield return (nameof(options.Secret), $"must have {FewestCharactersOfASecret} characters at least, each one where there are several with commas between them.");
        }

        if (IsUnresolved(options.Token))
        {
            yield return (nameof(options.Token), Unresolved);
        }
        else if (string.IsNullOrWhiteSpace(options.Token))
        {
            yield return (nameof(options.Token), "is missing: the agent reads and answers tickets through the helpdesk's API. Its page says where the token is made.");
        }

        if (!string.IsNullOrWhiteSpace(options.BaseUrl) && !IsSafe(options.BaseUrl))
        {
            yield return (nameof(options.BaseUrl), "must be an https address (http only on this machine), since the token travels there; leave it out for the helpdesk's own.");
        }

        if (options.Replies is not (ConnectionSettings.Send or ConnectionSettings.Prepare))
        {
            yield return (nameof(options.Replies), $"is '{options.Replies}' and must be '{ConnectionSettings.Send}' (the customer is answered) or "
                + $"'{ConnectionSettings.Prepare}' (the answer waits in a note for a person).");
        }

        if (ConnectionSettings.ReviewersOf(options) is null)
        {
            yield return (nameof(options.Reviewers), "must be their id in the helpdesk, =, and their name in Auth:Keys, with :manager behind it for a manager and commas "
                + "between people, each id once: 4711=mara, 4712=noor:manager.");
        }
    }

    private static bool IsUnresolved(string? secret) => secret?.Contains(VaultReference, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
