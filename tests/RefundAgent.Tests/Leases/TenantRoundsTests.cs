using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Context;
using RefundAgent.Identity;
using RefundAgent.Leases;
using RefundAgent.Policies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Leases;

public sealed class TenantRoundsTests : IAsyncLifetime, IDisposable
{
    private static readonly TenantId[] Tenants = [TenantId.From("a"), TenantId.From("b"), TenantId.From("c")];

    private readonly MemoryStore store = new();
    private readonly List<TenantId> done = [];

    private TenantRounds Rounds => new(store.Get<IContextStore>(), store.Get<ILeases>(), store.Get<IIdSource>(), NullLogger<TenantRounds>.Instance);

    public async Task InitializeAsync()
    {
        foreach (var tenant in Tenants)
        {
            await store.Get<IContextStore>().SwapAsync(tenant, ActiveVersions.None, ActiveVersions.None with { Policy = new PolicyVersion("p") }, default);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task One_tenants_failure_costs_the_others_nothing_and_is_told()
    {
        var told = await Assert.ThrowsAsync<AggregateException>(() => RunAsync(tenant =>
            tenant == Tenants[1] ? throw new InvalidOperationException("broken") : Task.CompletedTask));

        Assert.Equal([Tenants[0], Tenants[2]], done);
        Assert.Equal("broken", Assert.Single(told.InnerExceptions).Message);
        Assert.Contains("The counter failed", told.Message, StringComparison.Ordinal);
    }

    /// <summary>Not every cancelled task was cancelled by the host: a request that ran out of time looks the same.</summary>
    [Fact]
    public async Task A_call_that_ran_out_of_time_is_one_tenants_failure()
    {
        await Assert.ThrowsAsync<AggregateException>(() => RunAsync(tenant =>
            tenant == Tenants[0] ? throw new TaskCanceledException() : Task.CompletedTask));

        Assert.Equal([Tenants[1], Tenants[2]], done);
    }

    [Fact]
    public async Task While_one_runs_another_of_the_same_job_does_nothing_and_another_job_is_free()
    {
        var others = new List<string>();

        var tenants = await RunAsync(async _ =>
        {
            Assert.Null(await Rounds.RunAsync("counter", (_, _, _) => Add("counter"), default));
            await Rounds.RunAsync("sweeper", (_, _, _) => Add("sweeper"), default);
        });

        Assert.Equal(Tenants.Length, tenants);
        Assert.Equal(Tenants, done);
        Assert.Equal(Enumerable.Repeat("sweeper", Tenants.Length * Tenants.Length), others);

        Task Add(string job)
        {
            others.Add(job);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Who_stood_still_too_long_stops_in_peace_and_the_other_goes_on()
    {
        var others = new List<TenantId>();

        await Rounds.RunAsync(
            "counter",
            async (tenant, lease, cancellationToken) =>
            {
                store.Clock.Advance(TimeSpan.FromMinutes(5));
                await Rounds.RunAsync("counter", (each, _, _) => Task.Run(() => others.Add(each), CancellationToken.None), cancellationToken);
                await lease.RenewAsync(cancellationToken);
                done.Add(tenant);
            },
            default);

        Assert.Empty(done);
        Assert.Equal(Tenants, others);
    }

    [Fact]
    public async Task Who_is_told_to_stop_gives_the_lease_back()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rounds.RunAsync(
            "counter",
            async (_, _, cancellationToken) =>
            {
                await stop.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            },
            stop.Token));
        await RunAsync(_ => Task.CompletedTask);

        Assert.Equal(Tenants, done);
    }

    private Task<int?> RunAsync(Func<TenantId, Task> round) => Rounds.RunAsync(
        "counter",
        async (tenant, _, _) =>
        {
            await round(tenant);
            done.Add(tenant);
        },
        default);
}
