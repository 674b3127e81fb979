using System.Globalization;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// Spaces out writers that lost a race for the same row, so that each of a storm of them gets its turn. The jitter comes from the injected
/// source of ids, which is the process's one source of randomness.
/// </summary>
internal sealed class Contention(TimeProvider time, IIdSource ids)
{
    /// <summary>With the waits below, about 20 seconds in all.</summary>
    private const int MaxTries = 40;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(800);

    /// <summary>Runs <paramref name="step"/> until it returns something.</summary>
    /// <param name="what">Names the row that is fought for.</param>
    /// <param name="step">Reads afresh and writes; null where it lost the race.</param>
    /// <exception cref="StorageBusyException">Lost every time.</exception>
    public async Task<T> RunAsync<T>(string what, Func<int, Task<T?>> step, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await step(attempt) is { } done)
            {
                return done;
            }

            await Task.Delay(Wait(attempt), time, cancellationToken);
        }

        throw new StorageBusyException($"{what} is being written by too many at once");
    }

    private TimeSpan Wait(int attempt)
    {
        var jitter = int.Parse(ids.Next().AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 65536d;
        var bound = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 12)));
        return TimeSpan.FromMilliseconds(bound * (0.25 + (0.75 * jitter)));
    }
}
