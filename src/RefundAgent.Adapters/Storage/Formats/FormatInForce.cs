using Microsoft.Extensions.Logging;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>
/// The format that this process writes, as the store says it. One point read every few seconds, beside the work and not in its way; after
/// <see cref="MaxAge"/> without an answer nothing is written, so that whoever raises the format knows how long to wait for everybody.
/// </summary>
/// <param name="states">Where it is written down.</param>
/// <param name="stop">Ends the process in good order: what it has in hand and cannot write goes back to its queue once, not until it is poison.</param>
/// <param name="time">Of the process.</param>
/// <param name="logger">Hears why the process ends.</param>
internal sealed partial class FormatInForce(StoreStates states, Action stop, TimeProvider time, ILogger<FormatInForce> logger)
{
    /// <summary>No process writes by what it read longer ago than this.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private Known? known;
    private Task<Known>? asking;
    private int? pinned;

    /// <summary>Why this process may not work on the store; null while it may.</summary>
    public string? Refusal { get; private set; }

    /// <exception cref="StorageFormatException">This build must not write to the store.</exception>
    /// <exception cref="StorageBusyException">Storage gives no answer.</exception>
    public ValueTask<int> GetAsync(CancellationToken cancellationToken)
    {
        if (pinned is { } format)
        {
            return new ValueTask<int>(format);
        }

        var now = known;
        var age = now is null ? MaxAge : time.GetElapsedTime(now.At);
        if (age >= FreshFor)
        {
            var answer = Ask();
            if (age >= MaxAge)
            {
                return new ValueTask<int>(AfterAsync(answer, cancellationToken));
            }
        }

        return new ValueTask<int>(Checked(now!));
    }

    /// <summary>For the one process that is itself putting the store in order: it writes this format, whatever the store says of itself.</summary>
    public void Pin(int format) => pinned = format;

    /// <summary>Asks the store again at the next write.</summary>
    public void Forget() => known = null;

    private async Task<int> AfterAsync(Task<Known> answer, CancellationToken cancellationToken) => Checked(await answer.WaitAsync(cancellationToken));

    private int Checked(Known now) => Refusal is { } why ? throw new StorageFormatException(why) : now.Format;

    /// <summary>One question at a time, which counts as nobody's work: it is asked for all that this process does.</summary>
    private Task<Known> Ask()
    {
        lock (gate)
        {
            if (asking is { IsCompleted: false })
            {
                return asking;
            }

            using var _ = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
            asking = Task.Run(ReadAsync);
            asking.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return asking;
        }
    }

    private async Task<Known> ReadAsync()
    {
        var at = time.GetTimestamp();
        var (state, _) = await states.ReadAsync(CancellationToken.None);
        if (RefusalOf(state) is { } why && Refusal is null)
        {
            Refusal = why;
            LogRefused(why);
            stop();
        }

        return known = new Known(state.Format, at);
    }

    private static string? RefusalOf(StoreState state) => state switch
    {
        { Restoring: { } backup } =>
            $"A backup ({backup}) is being restored into this store, and not all of it is there: run 'refund-agent restore' with it again, until it says that it is done.",
        { Format: > StorageFormat.Newest } =>
            $"This store is in format {state.Format}, and this build ({StorageFormat.Build}) knows {StorageFormat.Oldest} to {StorageFormat.Newest}: "
            + $"start build {state.Build}, which raised it, or a later one. Nothing was changed, and messages wait in their queues.",
        { Format: < StorageFormat.Oldest } =>
            $"This store is in format {state.Format}, and this build ({StorageFormat.Build}) knows {StorageFormat.Oldest} to {StorageFormat.Newest}: "
            + "run 'refund-agent migrate' with a build that knows both, then start this one.",
        _ => null,
    };

    [LoggerMessage(7010, LogLevel.Critical, "This process stops: {Why}")]
    private partial void LogRefused(string why);

    private sealed record Known(int Format, long At);
}
