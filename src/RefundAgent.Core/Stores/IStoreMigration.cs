namespace RefundAgent.Stores;

/// <summary>
/// Raises a store to a newer format, forward only: first the version that everybody writes, then, when everybody must have seen it, the rows
/// of before. Killed anywhere, the next run goes on; the agent works all the while.
/// </summary>
public interface IStoreMigration
{
    /// <summary>Longer than a process may go by what it last read, and than a write that it began by then may take with all its tries.</summary>
    static TimeSpan Settling { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Changes nothing.</summary>
    Task<MigrationView> LookAsync(CancellationToken cancellationToken);

    /// <param name="to">The format; null for the newest that this build knows.</param>
    /// <param name="by">Who this is, for a second one that comes meanwhile.</param>
    /// <param name="settling"><see cref="Settling"/>, or less where no process is at work.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Between two steps; what is done stays done.</param>
    Task<MigrationResult> RunAsync(int? to, string by, TimeSpan settling, IProgress<MigrationProgress> progress, CancellationToken cancellationToken);
}
