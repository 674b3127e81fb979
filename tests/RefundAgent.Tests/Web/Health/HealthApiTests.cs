using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Queues;
using RefundAgent.Tests.BadInputs;
using RefundAgent.Web;

namespace RefundAgent.Tests.Web.Health;

public sealed class HealthApiTests : IAsyncLifetime
{
    private const string Ready = """{"live":true,"ready":true}""";
    private const string NotReady = """{"live":true,"ready":false,"why":"storage"}""";

    private readonly CountedQueues queues = new();
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync(services => services.AddSingleton<IQueues>(queues), seeded: false);

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Theory]
    [InlineData(Routes.Health)]
    [InlineData(Routes.Readiness)]
    public async Task Without_a_policy_it_is_ready_all_the_same(string path)
    {
        var answer = await agent.GetAsync(path, null);

        Assert.Equal((200, Ready), (answer.Code, answer.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_tables_or_queues_are_away_it_is_alive_and_not_ready_until_they_are_back(bool tables)
    {
        agent.Tables.Before = _ => tables ? Away() : null;
        queues.Answer = _ => tables ? Task.FromResult(0) : Task.FromException<int>(Away());

        foreach (var path in new[] { Routes.Health, Routes.Readiness })
        {
            var answer = await agent.GetAsync(path, null);
            Assert.Equal((503, NotReady), (answer.Code, answer.Text));
        }

        await LivesAsync();
        (agent.Tables.Before, queues.Answer) = (null, _ => Task.FromResult(0));
        agent.Clock.Advance(Readiness.GoodFor);
        Assert.Equal(200, (await agent.GetAsync(Routes.Readiness, null)).Code);
    }

    [Fact]
    public async Task Whatever_storage_says_instead_of_an_answer_a_stranger_is_told_no_more_than_that()
    {
        queues.Answer = _ => Task.FromException<int>(new InvalidOperationException("AuthorizationPermissionMismatch of account secretname"));

        Assert.Equal(NotReady, (await agent.GetAsync(Routes.Readiness, null)).Text);
        Assert.Equal(NotReady, (await agent.GetAsync(Routes.Health, null)).Text);
        Assert.Single(agent.Log.Text.Split('\n'), line => line.StartsWith("Warning 2010", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_storm_of_probes_is_one_look_at_storage()
    {
        var answers = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        queues.Answer = _ => answers.Task;
        var storm = Enumerable.Range(0, 50).Select(_ => agent.GetAsync(Routes.Readiness, null)).ToArray();
        await queues.Asked.Task;
        answers.SetResult(0);

        Assert.All(await Task.WhenAll(storm), answer => Assert.Equal(200, answer.Code));
        Assert.Equal(200, (await agent.GetAsync(Routes.Health, null)).Code);
        Assert.Equal([QueueNames.Tickets, QueueNames.Feedback], queues.Calls);

        agent.Clock.Advance(Readiness.GoodFor);
        await agent.GetAsync(Routes.Health, null);
        Assert.Equal(4, queues.Calls.Count);
    }

    [Fact]
    public async Task Storage_that_never_answers_keeps_no_probe_waiting()
    {
        queues.Answer = _ => new TaskCompletionSource<int>().Task;
        var probe = agent.GetAsync(Routes.Readiness, null);
        await queues.Asked.Task;

        await LivesAsync();
        agent.Clock.Advance(Readiness.Patience);

        Assert.Equal(NotReady, (await probe).Text);
    }

    [Fact]
    public async Task A_pointer_that_somebody_damaged_is_no_reason_to_keep_callers_away()
    {
        await using var seeded = await Agent.StartAsync();
        await Damage.DoAsync(seeded.Tables, TableNames.ContextPointer);

        Assert.Equal(200, (await seeded.GetAsync(Routes.Readiness, null)).Code);
    }

    private static StorageBusyException Away() => new("'a table' gave no answer");

    private async Task LivesAsync()
    {
        var answer = await agent.GetAsync(Routes.Liveness, null);
        Assert.Equal((200, """{"live":true}"""), (answer.Code, answer.Text));
    }

    /// <summary>Queues that are only ever counted.</summary>
    private sealed class CountedQueues : IQueues
    {
        private ImmutableArray<string> calls = [];

        public Func<string, Task<int>> Answer { get; set; } = _ => Task.FromResult(0);

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<string> Calls => calls;

        public IQueueReceiver this[string name] => new Counted(this, name);

        private sealed class Counted(CountedQueues owner, string name) : IQueueReceiver
        {
            public Task<int> CountAsync(CancellationToken cancellationToken)
            {
                ImmutableInterlocked.Update(ref owner.calls, (all, added) => all.Add(added), name);
                owner.Asked.TrySetResult();
                return owner.Answer(name);
            }

            public Task<ImmutableArray<QueuedMessage>> ReceiveAsync(int most, TimeSpan visibility, CancellationToken cancellationToken) =>
                throw new NotSupportedException();

            public Task<QueuedMessage?> RenewAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
                throw new NotSupportedException();

            public Task DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

            public Task RetryLaterAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken) => throw new NotSupportedException();

            public Task MoveToPoisonAsync(QueuedMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
        }
    }
}
