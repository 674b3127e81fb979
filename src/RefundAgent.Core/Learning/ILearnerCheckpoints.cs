using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>Keeps how far the fold has come, so that a run goes on where the last one stopped; losing it costs time and nothing else.</summary>
public interface ILearnerCheckpoints
{
    /// <summary>Null where there is none, or none that this program can read.</summary>
    Task<LearnerCheckpoint?> FindAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Whatever was there before; the head is a function of the ledger, so that an older one is never wrong.</summary>
    Task SaveAsync(TenantId tenant, LearnerCheckpoint checkpoint, CancellationToken cancellationToken);
}
