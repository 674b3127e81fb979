using System.Collections.Immutable;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Controls;

/// <summary>Keeps every word that operators said to the learner, in order and for good: who, when and why.</summary>
public interface IControlLog
{
    Task<ControlEntry> AppendAsync(
        TenantId tenant, Control control, PrincipalId by, DateTimeOffset at, string? note, CancellationToken cancellationToken);

    /// <summary>All of them, ascending.</summary>
    Task<ImmutableArray<ControlEntry>> ReadAsync(TenantId tenant, CancellationToken cancellationToken);
}
