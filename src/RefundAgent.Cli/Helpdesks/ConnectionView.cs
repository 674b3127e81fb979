using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

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

    /// <summary>For a person, in three lines.</summary>
    [JsonIgnore]
    public string Words => $"""
        {Name}
          {Kind} for tenant {Tenant}, webhook {Webhook}
          answers are {(Replies == "send" ? "sent" : "prepared for a person")}, customers are {(CustomersAuthenticated ? "" : "not ")}authenticated, lost webhooks are {(CatchUp ? "" : "not ")}looked for, cases for a person {(AssignTo is null ? "stay where they are" : $"go to {AssignTo}")}
          reviewers: {(Reviewers.IsEmpty ? "none, so that nobody's notes count" : string.Join(", ", Reviewers))}
        """;
}
