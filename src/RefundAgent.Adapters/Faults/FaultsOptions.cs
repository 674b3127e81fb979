using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Faults;

/// <summary>How this process is to fail; for rehearsals on a laptop and nowhere else.</summary>
internal sealed class FaultsOptions
{
    public const string Section = "Faults";
    public const string KillAtSetting = Section + ":KillAt";

    /// <summary>A <see cref="KillPoint"/>; empty for a process that lives.</summary>
    public string KillAt { get; set; } = "";
}

/// <summary>Where a process may be told to end itself. A deployment may not: there, a setting left behind would stop the agent again and again.</summary>
/// <param name="configuration">Says where storage is.</param>
/// <param name="mayDie">The host is one that offers this.</param>
internal sealed class FaultsOptionsRules(IConfiguration configuration, bool mayDie) : IValidateOptions<FaultsOptions>
{
    private const string Example = "RefundLedger.transaction:after:3";

    public ValidateOptionsResult Validate(string? name, FaultsOptions options)
    {
        if (string.IsNullOrEmpty(options.KillAt))
        {
            return ValidateOptionsResult.Success;
        }

        if (!mayDie || !StorageConnection.IsALaptops(configuration))
        {
            return ValidateOptionsResult.Fail(
                $"{FaultsOptions.KillAtSetting} makes the process end itself, which only 'refund-agent serve' does, and only on a laptop's storage "
                + "(the development account, or memory). Take the setting away.");
        }

        return KillPoint.TryParse(options.KillAt, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{FaultsOptions.KillAtSetting} is '{options.KillAt}' and must be a step, 'before' or 'after', and a count from 1, as in {Example}. "
                + $"Steps: a table ({string.Join(", ", TableNames.All)}) with .{string.Join(", .", TableVerbs.All)}; "
                + $"queue.NAME ({string.Join(", ", QueueNames.All)}) with .{string.Join(", .", QueueVerbs.All)}; "
                + $"{KillPoint.Gateway} with .{string.Join(", .", GatewayVerbs.All)}.");
    }
}
