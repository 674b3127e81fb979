using RefundAgent.Context;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class LearnerStoresContract(TestStore store)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ILeases leases = store.Get<ILeases>();
    private readonly ILearnerRuns runs = store.Get<ILearnerRuns>();
    private readonly IPolicyStore policies = store.Get<IPolicyStore>();
    private readonly TenantId tenant = TestStore.NewTenant();

    private string Job => $"learn {tenant}";

    [Fact]
    public async Task One_of_many_takes_a_lease()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(holder => leases.TryTakeAsync(Job, $"h{holder}", Minute, default)));

        Assert.Single(taken, lease => lease is not null);
        Assert.NotNull(await leases.TryTakeAsync(Job + "!", "another", Minute, default));
    }

    [Fact]
    public async Task A_lease_can_be_renewed_until_it_is_lost_and_its_loser_is_told()
    {
        var first = await leases.TryTakeAsync(Job, "a", Minute, default);
        store.Clock.Advance(Minute / 2);
        var renewed = await leases.RenewAsync(first!, Minute, default);
        store.Clock.Advance(Minute * 0.75);
        Assert.Null(await leases.TryTakeAsync(Job, "b", Minute, default));
        store.Clock.Advance(Minute / 2);

        Assert.NotNull(await leases.TryTakeAsync(Job, "b", Minute, default));
        Assert.Null(await leases.RenewAsync(renewed!, Minute, default));
        Assert.Null(await leases.RenewAsync(first!, Minute, default));
    }

    [Fact]
    public async Task A_released_lease_is_free_and_only_its_holder_can_release_it()
    {
        var lost = await leases.TryTakeAsync(Job, "a", Minute, default);
        await leases.ReleaseAsync(lost!, default);
        Assert.NotNull(await leases.TryTakeAsync(Job, "b", Minute, default));

        await leases.ReleaseAsync(lost!, default);

        Assert.Null(await leases.TryTakeAsync(Job, "c", Minute, default));
    }

    [Fact]
    public async Task A_lease_taken_by_a_clock_that_was_far_ahead_does_not_block_for_ever()
    {
        store.Clock.Advance(TimeSpan.FromDays(400));
        await leases.TryTakeAsync(Job, "a", Minute, default);
        store.Clock.Advance(TimeSpan.FromDays(-400));

        Assert.NotNull(await leases.TryTakeAsync(Job, "b", Minute, default));
    }

    [Fact]
    public async Task Runs_are_listed_newest_first()
    {
        foreach (var hour in new[] { 2, 0, 3, 1 })
        {
            var run = new LearnerRun($"#{hour}", Samples.Noon.AddHours(hour), ContextVersion.Empty, new ContextVersion(1), 5, ["e1: no case"], "Learned.");
            await runs.AddAsync(tenant, run, default);
            await runs.AddAsync(tenant, run, default);
        }

        Assert.Equal(["#3", "#2", "#1"], (await runs.NewestAsync(tenant, 3, default)).Select(run => run.Id));
        Assert.Equal(4, (await runs.NewestAsync(tenant, 100, default)).Length);
    }

    [Fact]
    public async Task A_policy_is_kept_as_it_was_written_and_never_changes()
    {
        var document = new PolicyDocument(PolicyVersion.From("sha#1"), " {\n\"mode\": \"" + Samples.Noise(300_000).Replace('"', '\'') + "\"} ");

        await policies.SaveAsync(tenant, document, default);
        await policies.SaveAsync(tenant, document with { Json = "{}" }, default);

        Assert.Equal(document, await policies.FindAsync(tenant, document.Version, default));
        Assert.Null(await policies.FindAsync(tenant, PolicyVersion.From("SHA#1"), default));
    }
}

public sealed class MemoryLearnerStoresTests(MemoryStore store) : LearnerStoresContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteLearnerStoresTests(AzuriteStore store) : LearnerStoresContract(store);
