using RefundAgent.Leases;

namespace RefundAgent.Tests.Storage;

public abstract class LeasesContract(TestStore store)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ILeases leases = store.Get<ILeases>();

    private string Job { get; } = $"a job of {TestStore.NewTenant()}";

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
}

public sealed class MemoryLeasesTests(MemoryStore store) : LeasesContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteLeasesTests(AzuriteStore store) : LeasesContract(store);
