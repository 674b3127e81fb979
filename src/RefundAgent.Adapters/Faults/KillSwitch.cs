using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Adapters.Faults;

/// <summary>Counts the steps of this process, and ends it at one of them as a kill from outside would: no handler runs, nothing is flushed.</summary>
internal sealed partial class KillSwitch
{
    private readonly KillPoint point;
    private readonly Action kill;
    private int met;

    /// <param name="point">When.</param>
    /// <param name="kill">Does not return, other than in tests.</param>
    public KillSwitch(KillPoint point, Action kill, ILogger<KillSwitch> logger)
    {
        (this.point, this.kill) = (point, kill);
        LogArmed(logger, point);
    }

    /// <summary>Sent to oneself it takes effect on the way out of the system call, but for other threads only soon after: none of this one's steps may follow.</summary>
    public static void KillThisProcess()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        new ManualResetEventSlim().Wait();
    }

    public async Task<T> AroundAsync<T>(string step, Func<Task<T>> act)
    {
        var hit = Meet(step);
        EndIf(hit && point.Moment == KillMoment.Before);
        var result = await act();
        EndIf(hit && point.Moment == KillMoment.After);
        return result;
    }

    public Task AroundAsync(string step, Func<Task> act) => AroundAsync(
        step,
        async () =>
        {
            await act();
            return true;
        });

    /// <summary>For an answer that comes in pieces: the step is over when the last one has been read.</summary>
    public async IAsyncEnumerable<T> AroundAsync<T>(string step, IAsyncEnumerable<T> rows)
    {
        var hit = Meet(step);
        EndIf(hit && point.Moment == KillMoment.Before);
        await foreach (var row in rows)
        {
            yield return row;
        }

        EndIf(hit && point.Moment == KillMoment.After);
    }

    private bool Meet(string step) => step == point.Step && Interlocked.Increment(ref met) == point.Nth;

    private void EndIf(bool now)
    {
        if (now)
        {
            kill();
        }
    }

    [LoggerMessage(6200, LogLevel.Warning, "This process will end itself at {Point}, as Faults:KillAt says.")]
    private static partial void LogArmed(ILogger logger, KillPoint point);
}
