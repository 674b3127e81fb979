using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace RefundAgent.Reconciliation;

/// <summary>
/// Goes on where the run before had to stop, so that with little time a run everything still has its turn. Kept in the process alone: after a
/// restart the round begins anew, which costs time and loses nothing.
/// </summary>
internal sealed class WorkRound<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, string> last = new();
    private readonly ConcurrentDictionary<TKey, bool> missed = new();

    /// <summary>What the round has not come to yet, by name; all of it at the start of a round.</summary>
    public ImmutableArray<T> Left<T>(TKey round, IEnumerable<T> all, Func<T, string> name)
    {
        var done = last.GetValueOrDefault(round);
        return [.. all.Where(each => done is null || string.CompareOrdinal(name(each), done) > 0).OrderBy(name, StringComparer.Ordinal)];
    }

    public void Did(TKey round, string name) => last[round] = name;

    /// <summary>Something of the round had its turn in vain, in this run or in one before.</summary>
    public void Missed(TKey round) => missed[round] = true;

    /// <summary>The round is at its end: the next one begins with the first.</summary>
    /// <returns>Whether nothing was missed.</returns>
    public bool End(TKey round)
    {
        last.TryRemove(round, out _);
        return !missed.TryRemove(round, out _);
    }
}
