using RefundAgent.Reconciliation;
using RefundAgent.Tests.Decisions;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Reconciliation;

public sealed class OpenCountsTests
{
    [Fact]
    public async Task What_a_run_has_no_time_for_counts_as_it_was_last_seen_until_it_is_done_with()
    {
        await using var world = await OpenAsync();
        var (two, one) = (await world.DecideAsync(TwoClaims), await world.DecideCancellationAsync("#8001", 10_00));
        var counts = new OpenCounts();
        counts.Put(two);
        counts.Put(one);

        Assert.Equal(new OpenCount(3, 0), counts.Sum(Tenant, [one.Id, two.Id]));
        Assert.Equal(new OpenCount(2, 0), counts.Sum(Tenant, [two.Id]));
        Assert.Equal(new OpenCount(2, 0), counts.Sum(Tenant, [one.Id, two.Id]));
    }
}
