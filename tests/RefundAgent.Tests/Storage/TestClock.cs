namespace RefundAgent.Tests.Storage;

/// <summary>Tells the time that a test sets, while timers run for real: a store that waits out a lost race must not hang.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 22, 14, 30, 5, 123, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public DateTimeOffset Advance(TimeSpan by) => new(Interlocked.Add(ref ticks, by.Ticks), TimeSpan.Zero);
}
