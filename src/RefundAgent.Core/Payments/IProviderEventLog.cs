using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>The reports that have had their effect, so that one delivered again has none.</summary>
public interface IProviderEventLog
{
    /// <summary>One operation.</summary>
    Task<bool> HasAsync(TenantId tenant, ProviderEventId report, CancellationToken cancellationToken);

    /// <summary>Insert-if-absent, once the effects are stored. One operation.</summary>
    Task AddAsync(TenantId tenant, ProviderEvent report, CancellationToken cancellationToken);
}
