using System.Diagnostics;

namespace RefundAgent.Benchmarks.World;

/// <summary>Does many things, so many at a time, and says how long all and each of them took.</summary>
internal static class Lanes
{
    /// <summary>The same for floor and product.</summary>
    public const int AtOnce = 16;

    public static async Task<Round> RunAsync<T>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken, int atOnce = AtOnce)
    {
        var milliseconds = new double[items.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, items.Count), options, async (index, cancelled) =>
        {
            var started = Stopwatch.GetTimestamp();
            await act(items[index], cancelled);
            milliseconds[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.Sort(milliseconds);
        return new Round(items.Count / seconds, milliseconds[items.Count / 2], milliseconds[items.Count * 99 / 100]);
    }
}

/// <param name="PerSecond">Items.</param>
/// <param name="P50">Milliseconds of one item.</param>
/// <param name="P99">Milliseconds of one item.</param>
internal sealed record Round(double PerSecond, double P50, double P99);
