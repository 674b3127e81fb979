namespace RefundAgent.Tests.AtMostOnce;

/// <summary>
/// One thread on which everything of a run happens, in an order that the run's number decides: whoever calls storage or a provider stops
/// until it is drawn, so that any two steps of any two processes can change places, and the same number always gives the same run.
/// </summary>
internal sealed class Interleaving(Random draw) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private readonly List<Waiter> waiting = [];
    private readonly List<VirtualTimer> timers = [];

    public Random Draw => draw;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; private set; }

    public bool IsIdle => ready.Count == 0 && waiting.Count == 0 && timers.Count == 0;

    public override void Post(SendOrPostCallback d, object? state) => ready.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Waits to be drawn. Whose life has ended is never drawn again: neither its catch nor its finally blocks run.</summary>
    public Task TurnAsync(Life? of)
    {
        var waiter = new Waiter(of, new TaskCompletionSource());
        if (of is not { HasEnded: true })
        {
            waiting.Add(waiter);
        }

        return waiter.Drawn.Task;
    }

    public void End(Life life)
    {
        life.HasEnded = true;
        waiting.RemoveAll(waiter => waiter.Of == life);
        timers.RemoveAll(timer => timer.Of == life);
    }

    /// <summary>Time that passes for everybody, whatever they are in the middle of.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        foreach (var timer in timers.Where(timer => timer.Due <= Now).OrderBy(timer => timer.Due).ToArray())
        {
            timer.Fire();
        }
    }

    /// <summary>One step of whoever is drawn, or the time that the next one waits for; false where nobody has anything left to do.</summary>
    public bool Step()
    {
        RunReady();
        if (waiting.Count == 0 && timers.Count == 0)
        {
            return false;
        }

        Steps++;
        if (waiting.Count == 0 || (timers.Count > 0 && draw.Next(6) == 0))
        {
            // A timer is seldom exactly on time, and now and then a machine hangs for seconds.
            var late = draw.Next(3) == 0 ? TimeSpan.FromMilliseconds(draw.Next(9_000)) : TimeSpan.Zero;
            var next = timers.MinBy(timer => timer.Due)!;
            Pass((next.Due > Now ? next.Due - Now : TimeSpan.Zero) + late);
        }
        else
        {
            var drawn = draw.Next(waiting.Count);
            var waiter = waiting[drawn];
            waiting.RemoveAt(drawn);
            waiter.Drawn.SetResult();
        }

        RunReady();
        return true;
    }

    public TimeProvider ClockOf(Life life) => new Clock(this, life);

    private void RunReady()
    {
        while (ready.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    private sealed record Waiter(Life? Of, TaskCompletionSource Drawn);

    private sealed class Clock(Interleaving all, Life life) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => all.Now;

        public override long GetTimestamp() => all.Now.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new VirtualTimer(all, life, () => callback(state), dueTime);
    }

    private sealed class VirtualTimer : ITimer
    {
        private readonly Interleaving all;
        private readonly Action fire;

        public VirtualTimer(Interleaving all, Life of, Action fire, TimeSpan due)
        {
            (this.all, this.fire, Of) = (all, fire, of);
            Change(due, Timeout.InfiniteTimeSpan);
        }

        public Life Of { get; }

        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            if (all.timers.Remove(this))
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            all.timers.Remove(this);
            if (dueTime != Timeout.InfiniteTimeSpan && !Of.HasEnded)
            {
                Due = all.Now + dueTime;
                all.timers.Add(this);
            }

            return true;
        }

        public void Dispose() => all.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

/// <summary>Of a process, from its start to its end.</summary>
internal sealed class Life
{
    public bool HasEnded { get; set; }
}
