using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Controls;

public sealed class ContextDeskTests : IDisposable
{
    private static readonly LearnedItem.Guideline Business = Guideline("business");
    private static readonly LearnedItem.Guideline Economy = Guideline("economy", place: 1, outcome: Outcome.Deny);

    private readonly MemoryStore store = new();
    private readonly TenantId tenant = TestStore.NewTenant();
    private readonly IContextStore contexts;
    private readonly IControlLog log;
    private readonly ContextInForce inForce;
    private readonly ContextDesk desk;

    public ContextDeskTests()
    {
        contexts = store.Get<IContextStore>();
        log = store.Get<IControlLog>();
        inForce = new ContextInForce(contexts, log);
        desk = new ContextDesk(
            log, contexts, inForce, new ItemSearch(contexts), store.Get<IFeedbackLedger>(), store.Clock, NullLogger<ContextDesk>.Instance);
    }

    [Fact]
    public async Task A_rollback_holds_its_version_and_a_resume_brings_the_newest_back()
    {
        await LearnAsync(Business);
        await LearnAsync(Business, Economy);

        var back = await DoneAsync(desk.RollBackAsync(tenant, new ContextVersion(1), Olga, "too strict", default));
        var resumed = await DoneAsync(desk.ResumeAsync(tenant, Olga, null, default));

        Assert.Equal((1, true), (back.InForce.Context.Number, back.InForce.Held));
        Assert.Equal((2, false), (resumed.InForce.Context.Number, resumed.InForce.Held));
        Assert.Equal(["too strict", null], (await log.ReadAsync(tenant, default)).Select(entry => entry.Note));
    }

    [Fact]
    public async Task Nothing_learned_is_a_version_too_and_one_that_never_was_is_not()
    {
        await LearnAsync(Business);

        Assert.IsType<ControlResult.Unknown>(await desk.RollBackAsync(tenant, new ContextVersion(9), Olga, null, default));
        Assert.Equal(0, (await DoneAsync(desk.RollBackAsync(tenant, ContextVersion.Empty, Olga, null, default))).InForce.Context.Number);
        Assert.Single(await log.ReadAsync(tenant, default));
    }

    [Fact]
    public async Task While_it_is_held_the_learner_may_save_and_a_resume_puts_that_in_force()
    {
        await LearnAsync(Business);
        await desk.RollBackAsync(tenant, ContextVersion.Empty, Olga, null, default);
        await contexts.SaveAsync(tenant, Head(Business, Economy) with { Version = new ContextVersion(2) }, default);

        Assert.Equal(0, (await inForce.SettleAsync(tenant, default)).Context.Number);
        Assert.Equal(2, (await DoneAsync(desk.ResumeAsync(tenant, Olga, null, default))).InForce.Context.Number);
    }

    [Fact]
    public async Task A_retired_item_decides_nothing_from_then_on_and_a_pin_brings_it_back()
    {
        await LearnAsync(Business, Economy);

        var retired = await DoneAsync(desk.RetireAsync(tenant, Business.Id, Olga, null, default));
        Assert.Equal(["g-economy-24"], (await InForceAsync()).Guidelines());
        var pinned = await DoneAsync(desk.PinAsync(tenant, Business.Id, Olga, null, default));

        Assert.Equal(["g-business-24", "g-economy-24"], (await InForceAsync()).Guidelines());
        Assert.Equal((2, 3), (retired.InForce.Context.Number, pinned.InForce.Context.Number));
        Assert.Equal(new ContextVersion(1), (await contexts.FindAsync(tenant, new ContextVersion(2), default))!.Over);
        Assert.IsType<ControlResult.Unknown>(await desk.RetireAsync(tenant, new LearnedItemId("none"), Olga, null, default));
    }

    [Fact]
    public async Task What_is_retired_while_it_is_held_leaves_it_held_and_is_not_taken_for_what_was_learned_newest()
    {
        await LearnAsync(Business, Economy);
        await LearnAsync(Business, Economy, Guideline("first"));
        await desk.RollBackAsync(tenant, new ContextVersion(1), Olga, null, default);

        var retired = await DoneAsync(desk.RetireAsync(tenant, Economy.Id, Olga, null, default));
        Assert.Equal((true, "g-business-24"), (retired.InForce.Held, Assert.Single((await InForceAsync()).Guidelines())));
        await desk.ResumeAsync(tenant, Olga, null, default);

        Assert.Equal(["g-business-24", "g-first-24"], (await InForceAsync()).Guidelines().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rollback_gives_no_segment_the_trust_back_that_it_has_lost_since()
    {
        await LearnAsync(Business);
        await SaveAsync(Head(Business) with { Segments = Head(Business).Segments.SetItem(Business.Segment, Earned.Demote()) });

        await desk.RollBackAsync(tenant, new ContextVersion(1), Olga, null, default);

        Assert.Equal(AutonomyState.Suggest, (await InForceAsync()).AutonomyOf(Business.Segment).State);
        Assert.Equal(["g-business-24"], (await InForceAsync()).Guidelines());
    }

    [Fact]
    public async Task A_demoted_segment_waits_from_then_on_and_saying_it_again_adds_nothing()
    {
        await LearnAsync(Business);

        var first = await DoneAsync(desk.DemoteAsync(tenant, Business.Segment, Olga, null, default));
        var again = await DoneAsync(desk.DemoteAsync(tenant, Business.Segment, Olga, null, default));

        Assert.Equal(AutonomyState.Suggest, (await InForceAsync()).AutonomyOf(Business.Segment).State);
        Assert.Equal(first.Entry, again.Entry);
        Assert.IsType<ControlResult.Unknown>(await desk.DemoteAsync(tenant, "no such segment", Olga, null, default));
    }

    [Fact]
    public async Task A_repeated_request_makes_no_new_version()
    {
        await LearnAsync(Business, Economy);
        var once = await DoneAsync(desk.RetireAsync(tenant, Business.Id, Olga, "once", default));

        var twice = await DoneAsync(desk.RetireAsync(tenant, Business.Id, Olga, "twice", default));

        Assert.Equal((once.Entry, once.InForce.Context), (twice.Entry, twice.InForce.Context));
        Assert.Equal(new ContextVersion(2), await contexts.NewestAsync(tenant, default));
    }

    [Fact]
    public async Task A_resume_where_nothing_is_held_is_no_word()
    {
        await LearnAsync(Business);

        Assert.Null((await DoneAsync(desk.ResumeAsync(tenant, Olga, null, default))).Entry);
        Assert.Empty(await log.ReadAsync(tenant, default));
    }

    [Fact]
    public async Task A_word_whose_speaker_died_before_its_effect_is_settled_by_whoever_comes_next()
    {
        await LearnAsync(Business, Economy);
        await log.AppendAsync(tenant, Retire(Business), Olga, Noon, null, default);
        await inForce.SettleAsync(tenant, default);
        Assert.Equal(["g-economy-24"], (await InForceAsync()).Guidelines());

        await log.AppendAsync(tenant, new Control.Rollback(ContextVersion.Empty), Olga, Noon, null, default);
        Assert.True((await inForce.SettleAsync(tenant, default)).Held);

        await log.AppendAsync(tenant, new Control.Resume(), Olga, Noon, null, default);
        Assert.False((await inForce.SettleAsync(tenant, default)).Held);
        Assert.Equal(["g-economy-24"], (await InForceAsync()).Guidelines());
    }

    [Fact]
    public async Task Many_who_speak_at_once_are_all_obeyed()
    {
        var guidelines = Enumerable.Range(0, 12).Select(number => Guideline($"cabin{number:D2}", number)).ToArray();
        await LearnAsync([.. guidelines]);

        await Task.WhenAll(guidelines.Take(11).Select(item => desk.RetireAsync(tenant, item.Id, new PrincipalId($"by {item.Id}"), null, default)));

        Assert.Equal(["g-cabin11-24"], (await InForceAsync()).Guidelines());
    }

    [Fact]
    public async Task Only_an_event_of_the_ledger_can_be_undone_and_anybody_can_be_revoked()
    {
        await LearnAsync(Business);
        var said = Samples.Feedback(tenant, "e1");
        await store.Get<IFeedbackLedger>().AppendAsync(tenant, [said], default);

        Assert.IsType<ControlResult.Unknown>(await desk.UndoAsync(tenant, new EventKey(said.Id, new PrincipalId("somebody else")), Olga, null, default));
        await DoneAsync(desk.UndoAsync(tenant, said.Key, Olga, null, default));
        await DoneAsync(desk.RevokeAsync(tenant, new PrincipalId("bob"), Olga, null, default));

        var tombstones = Tombstones.Of(await log.ReadAsync(tenant, default));
        Assert.True(tombstones.Hide(said));
        Assert.True(tombstones.Hide(said with { Id = new EventId("e2"), By = new PrincipalId("bob") }));
        Assert.False(tombstones.Hide(said with { Id = new EventId("e2") }));
    }

    public void Dispose() => store.Dispose();

    private Task LearnAsync(params LearnedItem[] items) => SaveAsync(Head([.. items]));

    /// <summary>As the learner does: the next number, and the pointer to it.</summary>
    private async Task SaveAsync(LearnedContext head)
    {
        var next = (await contexts.NewestAsync(tenant, default)).Next;
        var pointer = await contexts.ReadPointerAsync(tenant, default);
        Assert.True(await contexts.SaveAsync(tenant, head with { Version = next }, default));
        Assert.True(await contexts.SwapAsync(tenant, pointer, pointer with { Context = next, Policy = new PolicyVersion("p1") }, default));
    }

    private async Task<LearnedContext> InForceAsync() =>
        (await contexts.FindAsync(tenant, (await contexts.ReadPointerAsync(tenant, default)).Context, default))!;

    private static async Task<ControlResult.Done> DoneAsync(Task<ControlResult> saying) => Assert.IsType<ControlResult.Done>(await saying);
}
