using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// A verified report of a payment provider, word for word: it is understood only when it is worked on, so that one which this version
/// cannot read is kept for a later version and not lost.
/// </summary>
public sealed record ProviderDelivery
{
    /// <summary>Whose payments the connection speaks of.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The authenticated connection, such as <c>payments:stripe</c>.</summary>
    public required PrincipalId BroughtBy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was signed.</summary>
    public required string Body { get; init; }
}
