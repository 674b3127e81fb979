using Microsoft.Extensions.Time.Testing;
using RefundAgent.Leases;

namespace RefundAgent.Tests.Leases;

/// <summary>A lease that is kept while something takes longer than it lasts.</summary>
public sealed class HeldLeaseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new();
    private readonly CountedLeases leases = new();

    private HeldLease Lease => new(leases, new Lease("job", "me", clock.GetUtcNow() + Minute, "0"), Minute);

    [Fact]
    public async Task It_is_renewed_for_as_long_as_the_work_takes_and_once_more_at_its_end()
    {
        var work = new TaskCompletionSource<string>();
        var keeping = Lease.KeepAsync(_ => work.Task, clock, default);
        while (leases.Renewed < 3)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        work.SetResult("done");
        var before = leases.Renewed;

        Assert.Equal("done", await keeping);
        Assert.True(leases.Renewed > before);
    }

    [Fact]
    public async Task Work_whose_lease_is_lost_is_cancelled()
    {
        leases.Lost = true;
        var cancelled = false;
        var keeping = Lease.KeepAsync(
            async stopped =>
            {
                await using var _ = stopped.Register(() => cancelled = true);
                await Task.Delay(Timeout.Infinite, stopped);
                return 0;
            },
            clock,
            default);
        while (!keeping.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<LeaseLostException>(() => keeping);
        Assert.True(cancelled);
    }

    [Fact]
    public async Task What_was_made_while_the_lease_was_lost_does_not_count()
    {
        leases.Lost = true;

        await Assert.ThrowsAsync<LeaseLostException>(() => Lease.KeepAsync(_ => Task.FromResult(1), clock, default));
    }

    [Fact]
    public async Task What_the_work_throws_is_thrown() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Lease.KeepAsync<int>(_ => throw new InvalidOperationException("broken"), clock, default));

    private sealed class CountedLeases : ILeases
    {
        private int renewed;

        public int Renewed => renewed;

        public bool Lost { get; set; }

        public Task<Lease?> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref renewed);
            return Task.FromResult(Lost ? null : lease);
        }

        public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
