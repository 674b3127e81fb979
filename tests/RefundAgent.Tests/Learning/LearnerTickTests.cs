using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

public sealed class LearnerTickTests
{
    [Fact]
    public async Task What_staff_said_is_in_force_after_a_tick()
    {
        var world = await WithThreeRulingsAsync();

        await world.TickAsync();

        var head = await world.HeadAsync();
        Assert.Equal(new ContextVersion(1), head.Version);
        Assert.Equal(3, head.Through);
        Assert.Equal(3, head.Items.Length);
        Assert.Empty(await world.Port<IFeedbackInbox>().ReadAsync(Tenant, 100, default));
        var run = Assert.Single(await world.RunsAsync());
        Assert.Equal((3, 0, 1), (run.Events, run.From.Number, run.To.Number));
    }

    [Fact]
    public async Task A_tick_with_nothing_to_do_makes_no_version_and_a_row_an_hour()
    {
        var world = await WithThreeRulingsAsync();
        await world.TickAsync();

        for (var minute = 0; minute < 130; minute++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.TickAsync();
        }

        Assert.Equal(new ContextVersion(1), await world.Contexts.NewestAsync(Tenant, default));
        Assert.Equal(3, (await world.RunsAsync()).Length);
    }

    [Fact]
    public async Task Customers_signals_are_reported_and_make_no_version()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        await world.SayAsync(Said(1, 1, FeedbackKind.Csat, by: "helpdesk", roles: Roles.System, score: 5), 1);

        await world.TickAsync();
        await world.TickAsync();

        Assert.Equal(ContextVersion.Empty, await world.Contexts.NewestAsync(Tenant, default));
        Assert.Contains("customer's signal", Assert.Single(Assert.Single(await world.RunsAsync()).SetAside), StringComparison.Ordinal);
        Assert.Single(await world.LedgerAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_before_or_after_any_step_it_loses_nothing_and_counts_nothing_twice(bool afterEffect)
    {
        var whole = await WithThreeRulingsAsync();
        await whole.TickAsync();
        var expected = Told(await whole.HeadAsync());

        var broke = true;
        for (var step = 1; broke; step++)
        {
            var world = await WithThreeRulingsAsync();
            var breakage = new Breakage(step, afterEffect);
            var killed = await Record.ExceptionAsync(() => world.TickAsync(breakage));
            broke = breakage.Broke;
            Assert.Equal(broke, killed is not null);

            world.Time.Advance(TimeSpan.FromMinutes(3));
            await world.TickAsync();

            Assert.Equal(expected, Told(await world.HeadAsync()));
            Assert.Equal(3, (await world.LedgerAsync()).Count);
            Assert.Empty(await world.Port<IFeedbackInbox>().ReadAsync(Tenant, 100, default));
            Assert.True(step < 100, "a tick of three events has fewer steps than that");
        }
    }

    [Fact]
    public async Task Two_learners_at_once_are_one()
    {
        var world = await WithThreeRulingsAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.TickAsync())));

        Assert.Equal(new ContextVersion(1), (await world.HeadAsync()).Version);
        Assert.Equal(3, (await world.LedgerAsync()).Count);
        Assert.Single(await world.RunsAsync());
    }

    [Fact]
    public async Task A_learner_that_stood_still_too_long_stops_and_the_one_that_took_over_stands()
    {
        var world = await WithThreeRulingsAsync();
        var sleepy = new Interruption(world, nameof(IContextStore.SaveAsync), async () =>
        {
            world.Time.Advance(TimeSpan.FromMinutes(5));
            await world.TickAsync();
        });

        await sleepy.TickAsync();

        var head = await world.HeadAsync();
        Assert.Equal(3, head.Items.Length);
        Assert.Equal(3, (await world.LedgerAsync()).Count);
    }

    [Fact]
    public async Task A_policy_that_is_imported_meanwhile_stays_in_force()
    {
        var world = await WithThreeRulingsAsync();
        var meanwhile = new Interruption(world, nameof(IContextStore.SwapAsync), async () =>
        {
            var pointer = await world.Contexts.ReadPointerAsync(Tenant, default);
            await world.Contexts.SwapAsync(Tenant, pointer, pointer with { Policy = new PolicyVersion("p2") }, default);
        });

        await meanwhile.TickAsync();

        var pointer = await world.Contexts.ReadPointerAsync(Tenant, default);
        Assert.Equal((new ContextVersion(1), new PolicyVersion("p2")), (pointer.Context, pointer.Policy));
    }

    [Fact]
    public async Task However_feedback_arrives_in_ticks_the_head_tells_the_same()
    {
        var (atOnce, oneByOne) = (await LearnerWorld.WithPolicyAsync(), await LearnerWorld.WithPolicyAsync());
        for (var i = 1; i <= 9; i++)
        {
            var said = Said(i, (i % 4) + 1, FeedbackKind.Ruling, (Outcome)(i % 3), i % 2 == 0 ? "ann" : "bob");
            await atOnce.SayAsync(said, (i % 4) + 1);
            await oneByOne.SayAsync(said, (i % 4) + 1);
            await oneByOne.TickAsync();
        }

        await atOnce.TickAsync();

        Assert.Equal(Told(await atOnce.HeadAsync()), Told(await oneByOne.HeadAsync()));
    }

    /// <summary>The inbox is read by id, which says nothing about time.</summary>
    [Fact]
    public async Task A_correction_in_the_same_tick_comes_after_what_it_corrects()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        var wrong = Said(1, 1, FeedbackKind.Ruling, Outcome.Deny).Event;
        await world.SayAsync(new LedgerEntry(1, wrong with { Id = new EventId("z") }), 1);
        await world.SayAsync(new LedgerEntry(2, wrong with { Id = new EventId("a"), Outcome = Outcome.Approve, At = wrong.At.AddMinutes(1) }), 1);

        await world.TickAsync();

        Assert.Equal(["z", "a"], (await world.LedgerAsync()).Select(entry => entry.Event.Id.Value));
    }

    private static string Told(LearnedContext head) => CanonicalJson.Write(head with { Version = ContextVersion.Empty });

    private static async Task<LearnerWorld> WithThreeRulingsAsync()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        await world.SayAsync(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve), 1);
        await world.SayAsync(Said(2, 2, FeedbackKind.Ruling, Outcome.Deny, "bob"), 2, "health");
        await world.SayAsync(Said(3, 3, FeedbackKind.Ruling, Outcome.Escalate), 3);
        return world;
    }
}
