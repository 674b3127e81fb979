using System.Collections.Immutable;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>What every scenario starts from.</summary>
/// <param name="History">In the file's order.</param>
/// <param name="Policy">Of the replays.</param>
/// <param name="Options">Of the replays.</param>
/// <param name="Seeds">Of shuffles and poison.</param>
/// <param name="Injections">Texts to put wherever people can write; empty where no file was named.</param>
/// <param name="Threads">Replays at a time; each runs on one thread.</param>
/// <param name="Progress">For people who wait.</param>
internal sealed record LearningBench(
    ImmutableArray<HistoryLine> History,
    RefundPolicy Policy,
    ReplayOptions Options,
    ImmutableArray<int> Seeds,
    ImmutableArray<string> Injections,
    int Threads,
    TextWriter Progress)
{
    public PlayedHistory Play(IReadOnlyList<HistoryLine> lines) => PlayedHistory.Of(lines, Policy, Options);

    /// <summary>One result a thing, in the order of the things, however many at a time.</summary>
    public T[] Each<TOf, T>(string what, IReadOnlyList<TOf> of, Func<TOf, T> run, CancellationToken cancellationToken)
    {
        var (results, done) = (new T[of.Count], 0);
        Parallel.For(0, of.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken }, place =>
        {
            results[place] = run(of[place]);
            var number = Interlocked.Increment(ref done);
            lock (Progress)
            {
                Progress.WriteLine($"{what}: {number} of {of.Count} runs");
            }
        });
        return results;
    }
}
