using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Storage;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Policies;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>A process with the product in it as the program wires it, on storage that outlives it; each of its calls waits for its turn.</summary>
internal sealed class AgentProcess : IDisposable
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }).Build();

    private static readonly MoneyPolicies Policies = new();

    private readonly ServiceProvider services;

    /// <param name="storage">As this process sees it.</param>
    public AgentProcess(Interleaving all, Bank bank, Func<Life, ITables> storage)
    {
        services = new ServiceCollection()
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddSingleton(Settings)
            .AddSingleton(all.ClockOf(Life))
            .AddSingleton<IIdSource, TestIds>()
            .AddRefundAgent(Settings)
            .AddSingleton(storage(Life))
            .AddSingleton<IPolicyParser>(Policies)
            .AddSingleton<IFeedbackQueue, NoFeedback>()
            .AddSingleton(bank.LineFor(Life))
            .BuildServiceProvider();
    }

    public Life Life { get; } = new();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public void Dispose() => services.Dispose();

    /// <summary>What people say reaches the learner by a road of its own, which no money takes.</summary>
    private sealed class NoFeedback : IFeedbackQueue
    {
        public Task SendAsync(FeedbackEvent feedback, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Tables of which every call waits for its turn twice: before it has its effect, and before its caller hears of it.</summary>
/// <param name="written">Called with the table's name in the very step in which something was written.</param>
internal sealed class TurnTables(ITables inner, Interleaving all, Life life, Action<string> written) : ITables
{
    public ITable this[string name] => new Table(inner[name], all, life, written);

    private sealed class Table(ITable inner, Interleaving all, Life life, Action<string> written) : ITable
    {
        public string Name => inner.Name;

        public Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
            InTurnAsync(() => inner.FindAsync(partition, key, cancellationToken), writes: false);

        public async IAsyncEnumerable<Row> QueryAsync(RowQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await all.TurnAsync(life);
            await foreach (var row in inner.QueryAsync(query, cancellationToken))
            {
                yield return row;
            }
        }

        public Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken) =>
            InTurnAsync(() => inner.TryWriteAsync(write, cancellationToken), writes: true);

        public Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken) =>
            InTurnAsync(() => inner.TryCommitAsync(writes, cancellationToken), writes: true);

        private async Task<T> InTurnAsync<T>(Func<Task<T>> effect, bool writes)
        {
            await all.TurnAsync(life);
            var result = await effect();
            if (writes)
            {
                written(Name);
            }

            await all.TurnAsync(life);
            return result;
        }
    }
}
