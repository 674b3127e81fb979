using RefundAgent.Queues;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Actions;
using RefundAgent.Tests.Decisions;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Reconciliation;

/// <summary>What each run of the reconciliation tells of what waits.</summary>
public sealed class ReconcileMeterTests
{
    private static readonly string[] Gauges =
    [
        MetricNames.Pending, MetricNames.Unknown, MetricNames.Discrepancies, MetricNames.TicketsDepth, MetricNames.TicketsPoison,
        MetricNames.FeedbackDepth, MetricNames.FeedbackPoison,
    ];

    [Fact]
    public async Task Where_nothing_waits_zero_is_told()
    {
        await using var world = await OpenAsync();

        using var heard = await RunAsync(world);

        Assert.All(Gauges, name => Assert.Equal(0, Assert.Single(heard.Of(name)).Value));
    }

    [Fact]
    public async Task Claims_count_as_long_as_they_wait_and_refunds_as_long_as_nobody_knows()
    {
        var provider = new PretendProvider { BreakOff = BreakOff.BeforePaying, ListFails = true };
        await using var world = await OpenAsync(provider);
        var held = await world.DecideAsync(TwoClaims);
        await world.DecideCancellationAsync("#8001", 10_00);
        using (var waiting = await RunAsync(world))
        {
            Assert.Equal(["3 tenant=default"], waiting.Lines(MetricNames.Pending));
        }

        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve, claim: "c1"));
        world.Clock.Advance(OverdueRefunds.UnknownFor);
        using var answered = await RunAsync(world);

        Assert.Equal(["2 tenant=default"], answered.Lines(MetricNames.Pending));
        Assert.Equal(["1 tenant=default"], answered.Lines(MetricNames.Unknown));
        Assert.Equal(["1 tenant=default"], answered.Lines(MetricNames.Discrepancies));

        (provider.BreakOff, provider.ListFails) = (BreakOff.Never, false);
        using var found = await RunAsync(world);
        Assert.Equal(["0 tenant=default"], found.Lines(MetricNames.Unknown));
    }

    [Fact]
    public async Task Messages_are_counted_by_queue_even_where_no_tenant_is_known_yet()
    {
        await using var desk = new Desk();
        using var heard = new HeardMeters(desk.Get<ReconcileMeter>().Source);
        await desk.Get<Tickets.ITicketQueue>().SendAsync(desk.Ticket("one"), default);
        await desk.Get<IQueues>()[QueueNames.Feedback].MoveToPoisonAsync(new QueuedMessage("1", "r", "text", 5, desk.Clock.GetUtcNow()), default);

        await desk.Get<Reconciler>().RunAsync(default);

        Assert.Equal(
            ["1", "0", "0", "1"],
            new[] { MetricNames.TicketsDepth, MetricNames.TicketsPoison, MetricNames.FeedbackDepth, MetricNames.FeedbackPoison }.SelectMany(heard.Lines));
    }

    private static async Task<HeardMeters> RunAsync(ApprovalWorld world)
    {
        var heard = new HeardMeters(world.Get<ReconcileMeter>().Source);
        await world.Get<Reconciler>().RunAsync(default);
        return heard;
    }
}
