using System.Collections.Immutable;

namespace RefundAgent.Stores;

/// <summary>How an attempt to raise the format of a store ended.</summary>
public abstract record MigrationResult
{
    private MigrationResult()
    {
    }

    /// <summary>Every row is in the format in force, but those that cannot be read.</summary>
    /// <param name="Rewritten">Rows, those of earlier runs that were cut short included.</param>
    /// <param name="Unreadable">Rows that stay as they are, each with what is wrong with it.</param>
    public sealed record Done(int Format, long Rewritten, ImmutableArray<string> Unreadable) : MigrationResult;

    /// <summary>Rows of an older format have come in while they were looked for: a build that knows nothing of formats is still at work.</summary>
    public sealed record Overtaken(int Format, long Rewritten, long Older) : MigrationResult;

    /// <summary>Somebody else is at it.</summary>
    public sealed record Held(string By, DateTimeOffset Since) : MigrationResult;

    /// <summary>There is no such way.</summary>
    public sealed record Refused(string Why) : MigrationResult;
}

/// <summary>Where a store stands.</summary>
/// <param name="InForce">The format that every process writes.</param>
/// <param name="Build">Which build put it in force.</param>
/// <param name="Oldest">That this build reads.</param>
/// <param name="Newest">That this build reads, and can raise the store to.</param>
/// <param name="Older">Rows of formats before <paramref name="Newest"/>, by table; tables without any are left out.</param>
/// <param name="Run">The last migration, whether it has ended or not; null where there was none.</param>
public sealed record MigrationView(
    int InForce, string Build, int Oldest, int Newest, ImmutableSortedDictionary<string, long> Older, MigrationRun? Run);

/// <param name="To">The format.</param>
/// <param name="By">Who ran it.</param>
/// <param name="StartedAt">When the format was raised.</param>
/// <param name="Table">The one that it has come to.</param>
/// <param name="Partition">Within that table: all before it is done.</param>
/// <param name="Rewritten">Rows so far.</param>
/// <param name="FinishedAt">Null while there is work left.</param>
public sealed record MigrationRun(
    int To, string By, DateTimeOffset StartedAt, string Table, string Partition, long Rewritten, DateTimeOffset? FinishedAt = null);

/// <param name="Table">That is being gone through; null while other processes are given time to see the new format.</param>
/// <param name="Rewritten">Rows so far.</param>
/// <param name="Behind">Another migration, which is waited for; null where there is none.</param>
public sealed record MigrationProgress(string? Table, long Rewritten, string? Behind = null);
