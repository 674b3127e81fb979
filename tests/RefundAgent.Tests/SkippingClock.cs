using Microsoft.Extensions.Time.Testing;

namespace RefundAgent.Tests;

/// <summary>
/// A clock on which short waits (2 s at most) are over at once: whoever waits out a lost race or polls for an answer moves it on by as much. Long timers
/// (time limits) fire when the clock has come so far, as on a real one.
/// </summary>
public sealed class SkippingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 20, 12, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan LongestSkip = TimeSpan.FromSeconds(2);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestSkip)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
