namespace RefundAgent.Web.Auth;

/// <summary>Section <c>Auth</c> of the settings.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    public IList<ApiKeyOptions> Keys { get; init; } = [];
}

/// <summary>One key; only its digest is ever stored, so that a leaked setting opens nothing.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>The principal that the key speaks for.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>SHA-256 of the key's UTF-8 bytes, 64 hexadecimal characters.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Any of system, agent, manager, operator.</summary>
    public IList<string> Roles { get; init; } = [];

    /// <summary>Tenants that the key may act for; <c>default</c> where none is named.</summary>
    public IList<string> Tenants { get; init; } = [];
}
