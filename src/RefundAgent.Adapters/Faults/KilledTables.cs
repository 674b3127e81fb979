using System.Collections.Immutable;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Faults;

/// <summary>Tables whose every step the process may end at.</summary>
internal sealed class KilledTables(ITables inner, KillSwitch end) : ITables
{
    public ITable this[string name] => new KilledTable(inner[name], end);

    private sealed class KilledTable(ITable inner, KillSwitch end) : ITable
    {
        public string Name => inner.Name;

        public Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(TableVerbs.Find), () => inner.FindAsync(partition, key, cancellationToken));

        public IAsyncEnumerable<Row> QueryAsync(RowQuery query, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(TableVerbs.Query), inner.QueryAsync(query, cancellationToken));

        public Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(TableVerbs.Write), () => inner.TryWriteAsync(write, cancellationToken));

        public Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(TableVerbs.Transaction), () => inner.TryCommitAsync(writes, cancellationToken));

        private string Step(string verb) => $"{Name}.{verb}";
    }
}
