using RefundAgent.Actions;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Actions;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Learning;
using RefundAgent.Tests.Storage;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Reconciliation;

/// <summary>A run that ends at any of its calls of storage, provider or queue, before the call has its effect or after; then another process runs.</summary>
public sealed class ReconcilerCrashTests
{
    /// <summary>Longer than a process that is gone holds the lease, and than its intent is left to it.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    /// <summary>What the run finds.</summary>
    public enum Left
    {
        /// <summary>A refund that was paid, and nobody knows.</summary>
        Unknown,

        /// <summary>An answer that was written down and not yet carried out.</summary>
        Intent,

        /// <summary>A refund that somebody made by hand.</summary>
        Stray,
    }

    [Theory]
    [InlineData(Left.Unknown)]
    [InlineData(Left.Intent)]
    [InlineData(Left.Stray)]
    public async Task Wherever_a_run_breaks_off_the_next_one_comes_to_the_same_end(Left left)
    {
        var count = new Breakage(int.MaxValue, afterEffect: false);
        var whole = await RunAsync(left, count);
        Assert.Equal((ClaimStatus.Executed, false, RecordState.Complete), (whole.Status, whole.IsOpen, whole.State));
        Assert.Equal(left == Left.Stray ? [DiscrepancyKind.RefundOutsideLedger] : [], whole.Found);
        Assert.InRange(count.Calls, 10, 120);
        for (var step = 1; step <= count.Calls; step++)
        {
            foreach (var afterEffect in new[] { false, true })
            {
                var end = await RunAsync(left, new Breakage(step, afterEffect));

                Assert.True(CanonicalJson.Write(whole) == CanonicalJson.Write(end), $"step {step}, {(afterEffect ? "after" : "before")} its effect: {end}");
            }
        }
    }

    [Fact]
    public async Task Of_two_processes_one_runs_and_the_other_leaves_it_alone()
    {
        var provider = new PretendProvider();
        await using var world = await OpenAsync(provider);
        await PrepareAsync(world, provider, Left.Stray);
        var held = new HeldGateway(provider);

        var first = world.ReconcilerOf(provider: held).RunAsync(default);
        await held.Asked;
        await world.ReconcilerOf().RunAsync(default);
        Assert.Empty(await FoundAsync(world));
        held.Release();
        await first;

        Assert.Equal([DiscrepancyKind.RefundOutsideLedger], await FoundAsync(world));
    }

    /// <summary>One run that breaks off, where it does, and one after it.</summary>
    private static async Task<End> RunAsync(Left left, Breakage breakage)
    {
        var provider = new PretendProvider();
        await using var world = await OpenAsync(provider);
        var held = await PrepareAsync(world, provider, left);
        var failure = await Record.ExceptionAsync(() => world.ReconcilerOf(breakage).RunAsync(default));
        Assert.Equal(breakage.Broke, failure is not null);
        world.Clock.Advance(Later);

        await world.ReconcilerOf().RunAsync(default);

        var record = await world.FindAsync(held);
        return new End(
            record.Status, record.IsOpen, record.State, provider.Moved.Values.Sum(amount => amount.MinorUnits), world.Heard.Events.Length, [.. await FoundAsync(world)]);
    }

    private static async Task<DecisionRecord> PrepareAsync(ApprovalWorld world, PretendProvider provider, Left left)
    {
        var held = await world.DecideAsync();
        provider.BreakOff = left == Left.Unknown ? BreakOff.AfterPaying : BreakOff.Never;
        if (left == Left.Intent)
        {
            await LeaveIntentAsync(world, held);
        }
        else
        {
            await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        }

        provider.BreakOff = BreakOff.Never;
        if (left == Left.Stray)
        {
            provider.Moved[RefundKey.From("by-hand")] = Samples.Usd(7_00);
        }

        world.Clock.Advance(Later);
        return held;
    }

    /// <summary>Kills the answer at the first call after the one that wrote it down.</summary>
    private static async Task LeaveIntentAsync(ApprovalWorld world, DecisionRecord held)
    {
        for (var step = 1; (await world.FindAsync(held)).State != RecordState.Intended; step++)
        {
            await Assert.ThrowsAsync<Breakage.Killed>(() => world.AnswerAsync(held, Says(ApprovalVerdict.Approve), new Breakage(step, afterEffect: true)));
        }
    }

    private static async Task<IEnumerable<DiscrepancyKind>> FoundAsync(ApprovalWorld world) =>
        (await world.Get<IDiscrepancies>().ListAsync(Tenant, null, null, 100, default)).Found.Select(found => found.Kind);

    private sealed record End(ClaimStatus Status, bool IsOpen, RecordState State, long Paid, int Heard, DiscrepancyKind[] Found);
}
