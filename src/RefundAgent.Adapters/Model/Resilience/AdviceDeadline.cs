namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>
/// What is left of an advice's time, for layers far below the one that limits it. It flows with the calls, because the connector's
/// interface has no place for it and a layer that waits must not wait past it.
/// </summary>
internal static class AdviceDeadline
{
    /// <summary>A timer keeps another clock than the one that measures, and may be a little ahead of it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);

    private static readonly AsyncLocal<(long Started, TimeSpan Limit)?> Flowing = new();

    /// <summary>From here on, in everything that the calling asynchronous method awaits.</summary>
    public static void Begin(TimeSpan limit, TimeProvider time) => Flowing.Value = (time.GetTimestamp(), limit);

    /// <summary>Whether a cancellation is that of the time limit.</summary>
    public static bool HasPassed(TimeProvider time) => Left(time) < Tolerance;

    /// <returns>Null where nobody set a limit.</returns>
    public static TimeSpan? Left(TimeProvider time) =>
        Flowing.Value is { } run ? run.Limit - time.GetElapsedTime(run.Started) : null;
}
