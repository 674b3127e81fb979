namespace RefundAgent.Reconciliation;

/// <summary>How long one part of a run may take: what is left over is for the next run, so that no run outlasts its host's patience.</summary>
internal sealed class WorkBudget(TimeProvider time, TimeSpan limit)
{
    private readonly long began = time.GetTimestamp();

    public bool IsSpent => time.GetElapsedTime(began) >= limit;
}
