using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Reads section <c>Helpdesks</c>: one connection below each name.</summary>
internal static class ConnectionSettings
{
    public const string Send = "send";
    public const string Prepare = "prepare";

    public static IEnumerable<(string Name, HelpdeskOptions Options)> Read(IConfiguration configuration) =>
        configuration.GetSection(HelpdeskOptions.Section).GetChildren().Select(section => (section.Key, section.Get<HelpdeskOptions>() ?? new HelpdeskOptions()));

    /// <summary>Null where there is no such kind.</summary>
    public static HelpdeskKind? KindOf(string name, HelpdeskOptions options) => HelpdeskKinds.Find(options.Kind ?? name);

    /// <summary>Null where an entry is not <c>id=name</c>, <c>id=name:agent</c> or <c>id=name:manager</c>, or an id stands twice.</summary>
    public static ImmutableSortedDictionary<string, Reviewer>? ReviewersOf(HelpdeskOptions options)
    {
        var reviewers = ImmutableSortedDictionary.CreateBuilder<string, Reviewer>(StringComparer.Ordinal);
        foreach (var entry in options.Reviewers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } id, { Length: > 0 } person]
                || person.Split(':', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, .. var role]
                || RolesOf(role) is not { } roles
                || reviewers.ContainsKey(id))
            {
                return null;
            }

            reviewers.Add(id, new Reviewer(new PrincipalId(name), roles));
        }

        return reviewers.ToImmutable();
    }

    private static Roles? RolesOf(string[] role) => role switch
    {
        [] or ["agent"] => Roles.Agent,
        ["manager"] => Roles.Agent | Roles.Manager,
        _ => null,
    };
}
