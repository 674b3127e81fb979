using System.Collections.Immutable;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Controls;

/// <summary>Keeps every word that operators said to the learner, in order and for good: who, when and why.</summary>
public interface IControlLog
{
    /// <summary>Adds nothing where the same person has said it before and it <see cref="ControlHistory.Stands"/>: a repeated request is one word.</summary>
    /// <returns>The entry, as it was written now or then.</returns>
    Task<ControlEntry> AppendAsync(
        TenantId tenant, Control control, PrincipalId by, DateTimeOffset at, string? note, CancellationToken cancellationToken);

    /// <summary>All of them, ascending.</summary>
    Task<ImmutableArray<ControlEntry>> ReadAsync(TenantId tenant, CancellationToken cancellationToken);
}
