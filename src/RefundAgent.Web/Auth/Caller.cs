using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Web.Auth;

/// <summary>Who is on the line, as the key that came with the call says; nothing in a body can change it.</summary>
/// <param name="Principal">The key's name.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Tenants">For whom; the first is meant where a call names none.</param>
public sealed record Caller(PrincipalId Principal, Roles Roles, IReadOnlyList<TenantId> Tenants)
{
    public bool Has(Roles any) => (Roles & any) != 0;
}
