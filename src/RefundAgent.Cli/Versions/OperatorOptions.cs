using System.CommandLine;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Versions;

/// <summary>What the commands that look after what was learned have in common.</summary>
internal static class OperatorOptions
{
    public static Option<string> Tenant { get; } = new("--tenant") { Description = "Whose.", DefaultValueFactory = _ => DefaultTenant.Id.Value };

    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output." };

    public static Option<string> Note { get; } = new("--note") { Description = "Why; it is kept in the control log." };

    public static Option<string> By { get; } = new("--by")
    {
        Description = "Who says so; the user of this machine where it is left out.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public static TenantId TenantOf(ParseResult parsed) => Id.TryParse<TenantId>(parsed.GetRequiredValue(Tenant), out var tenant)
        ? tenant
        : throw new CommandFailedException("--tenant must be text of 1 to 1024 characters.");

    /// <summary>For what only shows: of a tenant that is mistyped there would be zeros, which look like an answer.</summary>
    public static async Task<TenantId> KnownTenantAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var tenant = TenantOf(parsed);
        return (await services.GetRequiredService<IContextStore>().ReadPointerAsync(tenant, cancellationToken)).Policy is not null
            ? tenant
            : throw new CommandFailedException($"Tenant '{tenant}' has no policy, so nothing was ever decided for it: 'refund-agent mode' shows the tenants there are.");
    }

    public static PrincipalId PersonOf(ParseResult parsed) => Id.TryParse<PrincipalId>(parsed.GetRequiredValue(By), out var person)
        ? person
        : throw new CommandFailedException("--by must be text of 1 to 1024 characters.");
}
