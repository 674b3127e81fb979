using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Actions;

/// <summary>Each refund is measured once for each state that it comes to, with the one before, whoever brings it there.</summary>
public sealed class MeasuredRefundLedgerTests
{
    private static readonly string Executed = Reached("none", "executed");

    [Fact]
    public async Task What_the_provider_answers_is_measured_once_however_often_it_is_followed_up()
    {
        await using var world = await OpenAsync(new PretendProvider());
        using var heard = new HeardMeters(world.Get<RefundMeter>().Source);
        var held = await world.DecideAsync();
        Assert.Empty(heard.All);

        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        await FollowUpAsync(world, held);

        Assert.Equal([Executed], heard.Lines(MetricNames.Amount));
    }

    [Fact]
    public async Task What_was_paid_without_an_answer_counts_as_executed_once_it_is_found_out()
    {
        var provider = new PretendProvider { BreakOff = BreakOff.AfterPaying };
        await using var world = await OpenAsync(provider);
        using var heard = new HeardMeters(world.Get<RefundMeter>().Source);
        await world.AnswerAsync(await world.DecideAsync(), Says(ApprovalVerdict.Approve));
        provider.BreakOff = BreakOff.Never;

        await world.Get<Reconciler>().RunAsync(default);
        await world.Get<Reconciler>().RunAsync(default);

        Assert.Equal([Reached("none", "unknown"), Reached("unknown", "executed")], heard.Lines(MetricNames.Amount));
    }

    [Fact]
    public async Task A_providers_later_word_counts_once_however_often_it_is_said()
    {
        var provider = new PretendProvider { Pending = true };
        await using var world = await OpenAsync(provider);
        using var heard = new HeardMeters(world.Get<RefundMeter>().Source);
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        var plan = (await world.FindAsync(held)).Claims[0].Refund!.Plans[0];

        for (var delivery = 0; delivery < 2; delivery++)
        {
            await world.Get<RefundExecutor>().LearnAsync(
                plan.Tenant, plan.Customer, plan.Key, new ProviderRefund($"re_{plan.Key}", plan.Key, plan.Amount, RefundState.Succeeded), default);
        }

        Assert.Equal([Reached("none", "pending"), Reached("pending", "executed")], heard.Lines(MetricNames.Amount));
    }

    [Fact]
    public async Task What_a_limit_refuses_has_failed_and_was_the_agents()
    {
        await using var world = await OpenAsync(new PretendProvider());
        await world.SetPolicyAsync("earned", perDay: """{"alone":{"count":1}}""");
        using var heard = new HeardMeters(world.Get<RefundMeter>().Source);

        await world.DecideCancellationAsync("#8001", 10_00);
        await RefuseAsync(world);

        Assert.Equal(
            ["10 before=none currency=USD initiator=agent state=executed tenant=default", "10 before=none currency=USD initiator=agent state=failed tenant=default"],
            heard.Lines(MetricNames.Amount));
    }

    private static string Reached(string before, string state) => $"48 before={before} currency=USD initiator=person state={state} tenant=default";

    /// <summary>Intended while the day had room, carried out when it has none: as when two are decided at once.</summary>
    private static async Task RefuseAsync(ApprovalWorld world)
    {
        var plan = (await world.Get<IRefundLedger>().OfOrderAsync(Tenant, new("#8001"), new("#8001"), default))[0];
        var other = plan with { Key = RefundKey.From("other"), Order = new("#8002"), State = RefundState.Planned, ETag = null };
        var caps = new RefundCaps(plan.Amount, ImmutableDictionary<ItemId, int>.Empty, null)
        {
            Closed = new RefundRefusal(RefundFailure.DailyLimit, "The day is full."),
        };
        for (var call = 0; call < 2; call++)
        {
            await world.Get<IRefundLedger>().PlanAsync([other], caps, CustomerAccount.Empty, default);
        }
    }

    private static async Task FollowUpAsync(ApprovalWorld world, DecisionRecord held) =>
        await world.Get<Intents>().FollowUpAsync(await world.FindAsync(held), default);
}
