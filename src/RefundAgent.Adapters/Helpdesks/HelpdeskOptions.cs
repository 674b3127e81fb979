using System.Collections.Immutable;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Section <c>Helpdesks:NAME</c> of the settings: one connection, whose name is the last part of its webhook's path.</summary>
internal sealed record HelpdeskOptions
{
    public const string Section = SettingNames.Helpdesks;

    /// <summary>Which helpdesk; the connection's name where that is one.</summary>
    public string? Kind { get; init; }

    /// <summary>Whose tickets it brings.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>The signing secret as the helpdesk shows it, or several with commas between them. On Azure a reference into the vault.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The workspace, account, company or subdomain there; what it is called and where it stands says the helpdesk's page.</summary>
    public string? Account { get; init; }

    /// <summary>Where the API is; needed where the helpdesk runs on the operator's own machine, known otherwise.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Who signs in, where the API wants a name beside the token.</summary>
    public string? User { get; init; }

    /// <summary>The API's token or key. On Azure a reference into the vault.</summary>
    public string Token { get; init; } = "";

    /// <inheritdoc cref="RefundAgent.Helpdesks.HelpdeskConnection.CustomersAuthenticated"/>
    public bool CustomersAuthenticated { get; init; }

    /// <summary><c>send</c> or <c>prepare</c>.</summary>
    public string Replies { get; init; } = "send";

    /// <inheritdoc cref="RefundAgent.Helpdesks.HelpdeskConnection.CatchesUp"/>
    public bool CatchUp { get; init; }

    /// <inheritdoc cref="RefundAgent.Helpdesks.HelpdeskConnection.AssignTo"/>
    public string? AssignTo { get; init; }

    /// <summary>People whose notes count: <c>their id=name in Auth:Keys</c>, for a manager <c>=name:manager</c>, with commas between them.</summary>
    public string Reviewers { get; init; } = "";

    /// <summary>Where the API is, ending in a slash, so that paths can be told relative to it.</summary>
    /// <param name="usual">Where <see cref="BaseUrl"/> is not set.</param>
    public Uri ApiAt(string usual) => new((string.IsNullOrWhiteSpace(BaseUrl) ? usual : BaseUrl).TrimEnd('/') + '/');

    /// <summary>Every secret, in the order in which they are set.</summary>
    public ImmutableArray<string> Secrets => [.. Secret.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
