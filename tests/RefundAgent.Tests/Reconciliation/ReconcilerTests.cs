using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Queues;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Actions;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Reconciliation;

/// <summary>Whole runs of the reconciliation, on the real storage code in memory.</summary>
public sealed class ReconcilerTests
{
    [Fact]
    public async Task A_refund_that_was_paid_without_an_answer_is_settled_without_anybody_asking_and_paid_once()
    {
        var provider = new PretendProvider { BreakOff = BreakOff.AfterPaying };
        await using var world = await OpenAsync(provider);
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        Assert.IsType<RefundResult.Unknown>((await world.FindAsync(held)).Claims[0].Refund!.Result);

        provider.BreakOff = BreakOff.Never;
        await RunAsync(world);

        var settled = await world.FindAsync(held);
        Assert.Equal((ClaimStatus.Executed, false), (settled.Status, settled.IsOpen));
        Assert.Single(provider.Moved);
    }

    [Fact]
    public async Task What_nobody_can_find_out_is_shown_to_people_after_an_hour_and_once()
    {
        var provider = new PretendProvider { BreakOff = BreakOff.BeforePaying, ListFails = true };
        await using var world = await OpenAsync(provider);
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));

        await RunAsync(world);
        Assert.Empty(await FoundAsync(world));
        world.Clock.Advance(OverdueRefunds.UnknownFor);
        await RunAsync(world);
        await RunAsync(world);

        Assert.Equal([DiscrepancyKind.RefundUnknown], (await FoundAsync(world)).Select(found => found.Kind));
    }

    [Fact]
    public async Task A_refund_that_the_ledger_does_not_have_is_shown_to_people_with_its_sum()
    {
        var provider = new PretendProvider();
        await using var world = await OpenAsync(provider);
        await world.AnswerAsync(await world.DecideAsync(), Says(ApprovalVerdict.Approve));
        provider.Moved[RefundKey.From("by-hand")] = Samples.Usd(7_00);

        await RunAsync(world);
        await RunAsync(world);

        var found = Assert.Single(await FoundAsync(world));
        Assert.Equal((DiscrepancyKind.RefundOutsideLedger, Samples.Usd(7_00)), (found.Kind, found.Amount));
    }

    [Fact]
    public async Task What_agrees_leaves_nothing_to_look_at()
    {
        await using var world = await OpenAsync();
        await world.AnswerAsync(await world.DecideAsync(), Says(ApprovalVerdict.Approve));

        for (var day = 0; day < 10; day++)
        {
            await RunAsync(world);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Empty(await FoundAsync(world));
    }

    [Fact]
    public async Task What_waits_too_long_is_closed_by_a_run()
    {
        await using var world = await OpenAsync();
        var held = await world.DecideAsync();
        world.Clock.Advance(TimeSpan.FromHours(72));

        await RunAsync(world);

        Assert.NotNull((await world.FindAsync(held)).Claims[0].Wait!.Ended);
    }

    [Fact]
    public async Task A_provider_that_answers_nobody_ends_no_run()
    {
        var provider = new PretendProvider();
        await using var world = await OpenAsync(provider);
        await world.AnswerAsync(await world.DecideAsync(), Says(ApprovalVerdict.Approve));
        provider.ListFails = true;

        await RunAsync(world);

        Assert.Empty(await FoundAsync(world));
    }

    [Fact]
    public async Task Messages_in_a_poison_queue_are_one_record_a_day_that_says_how_many()
    {
        await using var world = await OpenAsync();
        await PoisonAsync(world, "a");
        await RunAsync(world);
        await PoisonAsync(world, "b");
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(world);

        var found = Assert.Single(await FoundAsync(world));
        Assert.Equal((DiscrepancyKind.PoisonMessages, QueueNames.TicketsPoison), (found.Kind, found.Subject));
        Assert.Contains(" 2 when last counted", found.Text, StringComparison.Ordinal);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(world);
        Assert.Equal(2, (await FoundAsync(world)).Count);
    }

    private static Task PoisonAsync(ApprovalWorld world, string text) => world.Get<IQueues>()[QueueNames.Tickets].MoveToPoisonAsync(
        new QueuedMessage(text, "r", text, 5, world.Clock.GetUtcNow()), default);

    private static Task RunAsync(ApprovalWorld world) => world.Get<Reconciler>().RunAsync(default);

    private static async Task<IReadOnlyList<Discrepancy>> FoundAsync(ApprovalWorld world) =>
        (await world.Get<IDiscrepancies>().ListAsync(Tenant, null, null, 100, default)).Found;
}
