namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Waits for what must come to be, by looking again and again until a deadline that only a fault reaches.</summary>
internal static class Eventually
{
    /// <summary>Longer than a learner that was killed in the middle of a run keeps its lease, which is two minutes.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="look">Sees how things stand.</param>
    /// <param name="settled">Whether that is what was waited for.</param>
    /// <param name="what">For the failure's message.</param>
    public static async Task<T> GetAsync<T>(Func<Task<T>> look, Predicate<T> settled, string what)
    {
        using var patience = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(Pause);
        while (true)
        {
            var seen = await look();
            if (settled(seen))
            {
                return seen;
            }

            try
            {
                await pause.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It never came to this: {what}. Last seen: {seen}");
            }
        }
    }
}
