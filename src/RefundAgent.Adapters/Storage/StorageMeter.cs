using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// Counts calls to storage (a transaction is one, a repeated try is another) so that a test and a benchmark can hold the number per decision
/// to what was promised, and an operator sees what a decision costs. The sandbox provider's calls are counted apart: it stands for somebody
/// else's service.
/// </summary>
internal sealed class StorageMeter : IDisposable
{
    public const string MeterName = "RefundAgent.Storage";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> counter;
    private readonly AsyncLocal<Tally?> current = new();

    public StorageMeter() => counter = meter.CreateCounter<long>(
        "refundagent.storage.calls", "{call}", "Calls to tables, queues and blobs, repeated tries included.");

    /// <summary>Calls of this flow of control until the tally is disposed, those of tallies within it included.</summary>
    public Tally Measure() => Begin(aside: false);

    /// <summary>From here to disposal, calls count as the sandbox provider's own.</summary>
    public Tally MeasureAside() => Begin(aside: true);

    /// <param name="name">Table, queue or container.</param>
    public void Count(string name)
    {
        var aside = false;
        for (var tally = current.Value; tally is not null; tally = tally.Outer)
        {
            aside |= tally.Aside;
            tally.Add(name, aside && !tally.Aside);
        }

        counter.Add(1, new KeyValuePair<string, object?>("name", name), new KeyValuePair<string, object?>("sandbox", aside));
    }

    public void Dispose() => meter.Dispose();

    private Tally Begin(bool aside)
    {
        var tally = new Tally(current.Value, aside, outer => current.Value = outer);
        current.Value = tally;
        return tally;
    }

    /// <summary>What one flow of control has called.</summary>
    internal sealed class Tally(Tally? outer, bool aside, Action<Tally?> end) : IDisposable
    {
        private readonly ConcurrentDictionary<string, int> names = new(StringComparer.Ordinal);
        private int calls;
        private int sandboxCalls;

        public int Calls => calls;

        public int SandboxCalls => sandboxCalls;

        /// <summary>By table, queue or container, the sandbox provider's left out.</summary>
        public ImmutableSortedDictionary<string, int> ByName => names.ToImmutableSortedDictionary(StringComparer.Ordinal);

        internal Tally? Outer { get; } = outer;

        internal bool Aside { get; } = aside;

        public void Dispose() => end(Outer);

        internal void Add(string name, bool sandbox)
        {
            if (sandbox)
            {
                Interlocked.Increment(ref sandboxCalls);
                return;
            }

            Interlocked.Increment(ref calls);
            names.AddOrUpdate(name, 1, static (_, count) => count + 1);
        }
    }
}
