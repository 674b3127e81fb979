using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Tests.Storage;

/// <summary>Storage that notes every call and fails as a test's script says: before the call has its effect, after it, or by a lost race.</summary>
internal sealed class ScriptedTables(ITables inner) : ITables
{
    private readonly ConcurrentQueue<StorageCall> calls = new();
    private int numbers;

    /// <summary>Thrown instead of the call; null lets it through.</summary>
    public Func<StorageCall, Exception?>? Before { get; set; }

    /// <summary>Thrown once the call has had its effect, as when an answer is lost or the process ends.</summary>
    public Func<StorageCall, Exception?>? After { get; set; }

    /// <summary>Whether somebody else was faster: the write has no effect (HTTP 412 or 409).</summary>
    public Func<StorageCall, bool>? Loses { get; set; }

    public ImmutableArray<StorageCall> Calls => [.. calls];

    public ITable this[string name] => new Scripted(inner[name], this);

    public void Forget()
    {
        calls.Clear();
        numbers = 0;
    }

    private StorageCall Begin(string table, string verb)
    {
        var call = new StorageCall(Interlocked.Increment(ref numbers), table, verb);
        calls.Enqueue(call);
        return Before?.Invoke(call) is { } fault ? throw fault : call;
    }

    private void End(StorageCall call)
    {
        if (After?.Invoke(call) is { } fault)
        {
            throw fault;
        }
    }

    private sealed class Scripted(ITable table, ScriptedTables script) : ITable
    {
        public string Name => table.Name;

        public async Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken)
        {
            var call = script.Begin(Name, "find");
            var row = await table.FindAsync(partition, key, cancellationToken);
            script.End(call);
            return row;
        }

        public async IAsyncEnumerable<Row> QueryAsync(RowQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var call = script.Begin(Name, "query");
            await foreach (var row in table.QueryAsync(query, cancellationToken))
            {
                yield return row;
            }

            script.End(call);
        }

        public async Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken)
        {
            var call = script.Begin(Name, write.Kind.ToString().ToLowerInvariant());
            var etag = script.Loses?.Invoke(call) == true ? null : await table.TryWriteAsync(write, cancellationToken);
            script.End(call);
            return etag;
        }

        public async Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
        {
            var call = script.Begin(Name, "transaction");
            var etags = script.Loses?.Invoke(call) == true ? null : await table.TryCommitAsync(writes, cancellationToken);
            script.End(call);
            return etags;
        }
    }
}

/// <param name="Number">From 1, in the order in which calls begin.</param>
/// <param name="Verb">find, query, insert, replace, put, delete or transaction.</param>
internal sealed record StorageCall(int Number, string Table, string Verb)
{
    public bool Writes => Verb is not ("find" or "query");

    public override string ToString() => $"{Number}. {Table}: {Verb}";
}
