namespace RefundAgent.Tests.Learning;

/// <summary>Stands still until it is moved; timers run in real time, so that a back-off in storage code ends.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
