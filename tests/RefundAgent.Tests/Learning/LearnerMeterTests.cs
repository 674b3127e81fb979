using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Leases;
using RefundAgent.Learning;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

public sealed class LearnerMeterTests
{
    [Fact]
    public async Task Each_run_is_counted_by_what_came_of_it_also_where_nothing_was_to_do()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        using var heard = new HeardMeters(world.Meter.Source);
        await world.TickAsync();
        await world.SayAsync(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve), 1);
        await world.TickAsync();

        Assert.Equal(["1 result=nothing tenant=shop", "1 result=published tenant=shop"], heard.Lines(MetricNames.LearnerRuns));
    }

    [Fact]
    public async Task While_a_person_holds_an_older_version_what_is_learned_is_kept()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        await world.SayAsync(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve), 1);
        await world.TickAsync();
        await world.Port<IControlLog>().AppendAsync(Tenant, new Control.Rollback(new ContextVersion(1)), new PrincipalId("olga"), Noon, null, default);
        using var heard = new HeardMeters(world.Meter.Source);

        await world.TickAsync();

        Assert.Equal(["1 result=kept tenant=shop"], heard.Lines(MetricNames.LearnerRuns));
    }

    [Fact]
    public async Task A_run_that_comes_to_no_tenant_is_counted_without_one()
    {
        var world = new LearnerWorld();
        using var heard = new HeardMeters(world.Meter.Source);
        await world.TickAsync();
        await world.Port<ILeases>().TryTakeAsync(LearnerTick.LeaseName, "another process", TimeSpan.FromMinutes(1), default);
        await world.TickAsync();

        Assert.Equal(["1 result=nothing", "1 result=busy"], heard.Lines(MetricNames.LearnerRuns));
    }

    [Fact]
    public async Task A_run_that_fails_is_counted_as_such()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        using var heard = new HeardMeters(world.Meter.Source);
        var broken = new Interruption(world, nameof(IContextStore.ReadPointerAsync), () => throw new InvalidOperationException("broken"));

        await Assert.ThrowsAnyAsync<Exception>(broken.TickAsync);

        Assert.Equal(["1 result=failed tenant=shop"], heard.Lines(MetricNames.LearnerRuns));
    }

    [Fact]
    public async Task Disagreement_is_the_share_of_the_newest_rulings_that_people_saw_otherwise()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        using var heard = new HeardMeters(world.Meter.Source);
        await world.TickAsync();
        Assert.Empty(heard.Of(MetricNames.LearnerDisagreement));

        await world.SayAsync(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve), 1);
        await world.SayAsync(Said(2, 2, FeedbackKind.Ruling, Outcome.Escalate), 2);
        await world.SayAsync(Said(3, 3, FeedbackKind.Ruling, Outcome.Escalate), 3);
        await world.SayAsync(Said(4, 4, FeedbackKind.Ruling, Outcome.Escalate), 4);
        await world.TickAsync();

        Assert.Equal(["0.25 tenant=shop"], heard.Lines(MetricNames.LearnerDisagreement));
    }
}
