using RefundAgent.Adapters.Storage;
using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Decisions;

/// <summary>
/// A process that ends at any of its storage calls, the payment provider's included, before the call has its effect or after; then another
/// gets the same message.
/// </summary>
public sealed class RefundDeskCrashTests
{
    private const string TwoClaims = "Return the Desk Lamp from order #1001 and cancel order #1002.";

    [Theory]
    [InlineData(TwoClaims, 2)]
    [InlineData("I'd like a refund.", 0)]
    public async Task Wherever_a_process_ends_the_next_one_finishes_its_work_and_nothing_is_paid_twice(string message, int refunds)
    {
        var steps = await StepsAsync(message);
        Assert.InRange(steps, 6, 40);
        foreach (var afterEffect in new[] { false, true })
        {
            for (var step = 1; step <= steps; step++)
            {
                await EndAndGoOnAsync(message, refunds, step, afterEffect);
            }
        }
    }

    [Fact]
    public async Task What_was_intended_is_carried_out_although_the_policy_has_changed_since()
    {
        var (next, record) = await ChangeAndGoOnAsync(desk => desk.SetModeAsync("suggest"));

        await using (next)
        {
            Assert.IsType<Ruling.Approve>(record.Claims.Single().Ruling);
            Assert.Equal(ClaimStatus.Executed, record.Status);
            Assert.Single(await next.PaidAsync("#1001"));
        }
    }

    [Fact]
    public async Task What_was_intended_but_not_begun_is_not_begun_once_the_agent_is_switched_off()
    {
        var (next, record) = await ChangeAndGoOnAsync(desk => desk.SwitchOffAsync());

        await using (next)
        {
            Assert.Contains("switched off", Assert.IsType<Ruling.Escalate>(record.Claims.Single().Ruling).Reasons[0].Text, StringComparison.Ordinal);
            Assert.Equal(ClaimStatus.Answered, record.Status);
            Assert.Empty(await next.PaidAsync("#1001"));
            await next.SetModeAsync("earned");
            Assert.Equal(record.Status, (await next.HandleAsync(next.Ticket(Web.Requests.ReturnLamp))).Status);
        }
    }

    private static async Task<(Desk Next, DecisionRecord Record)> ChangeAndGoOnAsync(Func<Desk, Task> change)
    {
        using var meter = new StorageMeter();
        var store = new MemoryTables(meter);
        var ticket = await EndAfterAsync(store, Web.Requests.ReturnLamp, call => call is { Table: TableNames.Decisions, Verb: "transaction" });
        var next = new Desk(store);
        await change(next);
        next.Clock.Advance(MessageTurns.HoldFor);
        return (next, await next.HandleAsync(ticket));
    }

    [Fact]
    public async Task Until_it_is_carried_out_an_intent_names_no_money()
    {
        using var meter = new StorageMeter();
        var store = new MemoryTables(meter);
        var ticket = await EndAfterAsync(store, Web.Requests.ReturnLamp, call => call is { Table: TableNames.Decisions, Verb: "transaction" });

        await using var next = new Desk(store);
        var intent = await next.Get<IDecisionRecords>().FindAsync(Desk.Tenant, DecisionId.For(ticket), default);

        Assert.Equal(RecordState.Intended, intent!.State);
        Assert.DoesNotContain("48", ReplyWriter.Write(intent, ReplyBook.BuiltIn), StringComparison.Ordinal);
    }

    private static async Task EndAndGoOnAsync(string message, int refunds, int step, bool afterEffect)
    {
        using var meter = new StorageMeter();
        var store = new MemoryTables(meter);
        var ticket = await EndAfterAsync(store, message, call => call.Number == step, afterEffect);

        await using var next = new Desk(store);
        next.Clock.Advance(MessageTurns.HoldFor);
        var record = await next.HandleAsync(ticket);

        var place = $"step {step}, {(afterEffect ? "after" : "before")} its effect";
        Assert.True(record.State == RecordState.Complete, place);
        Assert.True(record.Claims.Count(claim => claim.Status == ClaimStatus.Executed) == refunds, place);
        Assert.True((await next.PaidAsync("#1001")).Sum(refund => refund.Amount.MinorUnits) == (refunds > 0 ? 48_00 : 0), place);
        Assert.True((await next.PaidAsync("#1002")).Sum(refund => refund.Amount.MinorUnits) == (refunds > 0 ? 79_00 : 0), place);
        Assert.True((await next.CommittedAsync("#1001")).MinorUnits == (refunds > 0 ? 48_00 : 0), place);
        var again = await next.HandleAsync(ticket);
        Assert.True(CanonicalJson.Write(again) == CanonicalJson.Write(record), place);
        Assert.NotNull(again.Papers);
    }

    private static async Task<int> StepsAsync(string message)
    {
        await using var desk = await Desk.OpenAsync();
        desk.Tables.Forget();
        await desk.HandleAsync(desk.Ticket(message));
        return desk.Tables.Calls.Length;
    }

    /// <summary>Nothing that a process would do after its end happens, whatever catches the first exception.</summary>
    private static async Task<Tickets.Ticket> EndAfterAsync(
        ITables store, string message, Func<StorageCall, bool> isLast, bool afterEffect = true)
    {
        await using var desk = new Desk(store);
        await desk.PlantAsync(Desk.Tenant);
        desk.Tables.Forget();
        var ended = false;
        Exception? End(StorageCall call, bool here) => (ended |= here && isLast(call)) ? new ProcessEndedException() : null;
        desk.Tables.Before = call => End(call, !afterEffect);
        desk.Tables.After = call => End(call, afterEffect);
        var ticket = desk.Ticket(message);
        await Assert.ThrowsAsync<ProcessEndedException>(() => desk.HandleAsync(ticket));
        return ticket;
    }

    private sealed class ProcessEndedException() : Exception("The process ended.");
}
