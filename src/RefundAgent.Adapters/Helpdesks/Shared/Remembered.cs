namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// What a helpdesk answered once, kept for a while: who works there and who we are changes rarely, and every ticket that is read needs it.
/// Two that ask at the same time may both ask; a fault is not kept.
/// </summary>
/// <param name="time">Tells when it has to be asked again.</param>
/// <param name="keeps">For how long an answer is good.</param>
/// <param name="ask">The call.</param>
internal sealed class Remembered<T>(TimeProvider time, Func<T, TimeSpan> keeps, Func<CancellationToken, Task<T>> ask)
    where T : class
{
    private volatile Answer? known;

    public async ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        if (known is { } answer && time.GetUtcNow() < answer.Until)
        {
            return answer.Value;
        }

        var value = await ask(cancellationToken);
        known = new Answer(value, time.GetUtcNow() + keeps(value));
        return value;
    }

    /// <summary>Next time it is asked again.</summary>
    public void Forget() => known = null;

    private sealed record Answer(T Value, DateTimeOffset Until);
}
