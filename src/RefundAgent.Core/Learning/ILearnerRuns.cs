using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>Keeps what each run of the learner did, newest first, so that a silent learner is seen.</summary>
public interface ILearnerRuns
{
    Task AddAsync(TenantId tenant, LearnerRun run, CancellationToken cancellationToken);

    Task<ImmutableArray<LearnerRun>> NewestAsync(TenantId tenant, int most, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    Task<LearnerRunPage> ListAsync(TenantId tenant, string? cursor, int size, CancellationToken cancellationToken);
}

/// <param name="Runs">At most the size asked for.</param>
/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record LearnerRunPage(ImmutableArray<LearnerRun> Runs, string? Cursor);

/// <param name="Id">Of the run.</param>
/// <param name="At">When it began.</param>
/// <param name="From">Version in force before.</param>
/// <param name="To">Version in force after; the same where nothing was learned.</param>
/// <param name="Events">Ledger rows folded in.</param>
/// <param name="SetAside">Events that could not be used, each with its reason.</param>
/// <param name="Note">What happened, in a sentence.</param>
public sealed record LearnerRun(
    string Id, DateTimeOffset At, ContextVersion From, ContextVersion To, int Events, ImmutableArray<string> SetAside, string Note)
{
    /// <summary>Every candidate that was tried, in order.</summary>
    public ImmutableArray<TrialRow> Trials { get; init; } = [];

    /// <summary>Where people changed their minds.</summary>
    public ImmutableArray<ChangeRow> Changes { get; init; } = [];

    /// <summary>What a model made of staff's words, as far as this run folded it in; what became of its rules stands in <see cref="Trials"/>.</summary>
    public ImmutableArray<LessonRow> Lessons { get; init; } = [];
}
