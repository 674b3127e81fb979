using System.Collections.Immutable;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;
using Spectre.Console;

namespace RefundAgent.Cli.Helpdesks;

/// <summary>A connection as an operator may see it: what was agreed, and no secret.</summary>
internal sealed record ConnectionView
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Tenant { get; init; }

    /// <summary>Below the address at which the agent is reached.</summary>
    public required string Webhook { get; init; }

    /// <summary><c>send</c> or <c>prepare</c>.</summary>
    public required string Replies { get; init; }

    public required bool CustomersAuthenticated { get; init; }

    public required bool CatchUp { get; init; }

    public required string? AssignTo { get; init; }

    /// <summary>Their id there, and who they are here.</summary>
    public required ImmutableArray<string> Reviewers { get; init; }

    public static ConnectionView Of(HelpdeskConnection connection) => new()
    {
        Name = connection.Name.Value,
        Kind = connection.Kind,
        Tenant = connection.Tenant.Value,
        Webhook = $"/api/webhooks/{connection.Name}",
        Replies = connection.SendsReplies ? "send" : "prepare",
        CustomersAuthenticated = connection.CustomersAuthenticated,
        CatchUp = connection.CatchesUp,
        AssignTo = connection.AssignTo,
        Reviewers = [.. connection.Reviewers.Select(each => $"{each.Key}={each.Value.Principal}{(each.Value.Roles.HasFlag(Roles.Manager) ? ":manager" : "")}")],
    };

    public static Table Table(IEnumerable<ConnectedHelpdesk> all)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("name", "helpdesk", "tenant", "webhook", "answers", "customers", "catches up", "reviewers");
        foreach (var each in all.Select(helpdesk => Of(helpdesk.Connection)))
        {
            table.AddRow(
                new[] { each.Name, each.Kind, each.Tenant, each.Webhook, each.Replies == "send" ? "sent" : "prepared", each.CustomersAuthenticated ? "authenticated" : "not authenticated", each.CatchUp ? "yes" : "no", string.Join(", ", each.Reviewers) }
                    .Select(text => Markup.Escape(text)).ToArray());
        }

        return table;
    }
}
