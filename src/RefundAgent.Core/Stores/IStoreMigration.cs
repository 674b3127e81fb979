namespace RefundAgent.Stores;

/// <summary>
/// Raises a store to a newer format, forward only: first the version that everybody writes, then, when everybody must have seen it, the rows
/// of before. Killed anywhere, the next run goes on; the agent works all the while.
/// </summary>
public interface IStoreMigration
{
    /// <summary>Changes nothing.</summary>
    Task<MigrationView> LookAsync(CancellationToken cancellationToken);

    /// <param name="to">The format; null for the newest that this build knows.</param>
    /// <param name="by">Who this is, for a second one that comes meanwhile.</param>
    /// <param name="pace">How long it waits for others.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Between two steps; what is done stays done.</param>
    Task<MigrationResult> RunAsync(int? to, string by, MigrationPace pace, IProgress<MigrationProgress> progress, CancellationToken cancellationToken);
}

/// <param name="Settling">How long the others are given to see the new format before the first row is rewritten.</param>
/// <param name="Patience">How long another migration is waited for: one that was killed holds its place for as long as it could have been thinking.</param>
public sealed record MigrationPace(TimeSpan Settling, TimeSpan Patience)
{
    /// <summary>
    /// Longer than a process may go by what it last read, and than a write that it began by then may take with all its tries; and longer than a
    /// migration holds its lease.
    /// </summary>
    public static MigrationPace Safe { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(35));
}
