using RefundAgent.Tickets;

namespace RefundAgent.Web.Auth;

/// <summary>The tenant of an installation that serves only one.</summary>
public static class DefaultTenant
{
    public static TenantId Id { get; } = new("default");
}
