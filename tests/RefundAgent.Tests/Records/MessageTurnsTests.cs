using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Records;

public sealed class MessageTurnsTests : IAsyncLifetime
{
    private Desk desk = null!;

    private MessageTurns Turns => desk.Get<MessageTurns>();

    public async Task InitializeAsync() => desk = await Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_new_message_is_the_callers_at_once()
    {
        var ticket = desk.Ticket("hello");

        var turn = await Turns.TakeAsync(ticket, default);

        Assert.Equal((DecisionId.For(ticket), null), (turn.Decision, turn.Record));
        Assert.Empty(turn.Earlier);
    }

    [Fact]
    public async Task A_turn_that_was_given_back_is_the_next_ones_at_once()
    {
        var ticket = desk.Ticket("hello");
        var failed = await Turns.TakeAsync(ticket, default);

        await Turns.GiveBackAsync(ticket, failed);
        var next = await Turns.TakeAsync(ticket, default);

        Assert.Equal((failed.Decision, null), (next.Decision, next.Record));
        Assert.True(next.Until > failed.Until.AddSeconds(-1), "the next one has a full turn of its own");
    }

    [Fact]
    public async Task Who_has_lost_the_turn_takes_it_from_nobody()
    {
        var ticket = desk.Ticket("hello");
        var first = await Turns.TakeAsync(ticket, default);
        await Turns.GiveBackAsync(ticket, first);
        var second = await Turns.TakeAsync(ticket, default);

        await Turns.GiveBackAsync(ticket, first with { Until = first.Until.AddTicks(-1) });

        var held = Assert.IsType<Slot.Held>(await desk.Get<IDecisionRecords>().TakeAsync(ticket, second.Decision, second.Until, default));
        Assert.Equal(second.Until, held.Until);
    }

    [Fact]
    public async Task A_message_in_hand_is_waited_for_and_its_record_is_the_answer()
    {
        var ticket = desk.Ticket("hello");
        await Turns.TakeAsync(ticket, default);
        var record = Samples.Record(ticket) with { State = RecordState.Complete };
        desk.Tables.Forget();
        desk.Tables.Before = call =>
        {
            // The holder finishes while the other one is waiting.
            if (call.Number == 9)
            {
                Assert.True(desk.Get<IDecisionRecords>().AddAsync(record, default).IsCompletedSuccessfully);
            }

            return null;
        };

        var turn = await Turns.TakeAsync(ticket with { ReceivedAt = ticket.ReceivedAt.AddSeconds(3) }, default);

        Assert.Equal((record.Id, RecordState.Complete), (turn.Decision, turn.Record!.State));
    }

    [Fact]
    public async Task One_that_nobody_finishes_is_busy_for_a_while()
    {
        var ticket = desk.Ticket("hello");
        await Turns.TakeAsync(ticket, default);
        var began = desk.Clock.GetUtcNow();

        var busy = await Assert.ThrowsAsync<MessageBusyException>(() => Turns.TakeAsync(ticket, default));

        Assert.True(busy.RetryAfter > TimeSpan.Zero);
        Assert.InRange(desk.Clock.GetUtcNow() - began, MessageTurns.WaitFor, MessageTurns.HoldFor);
    }

    [Fact]
    public async Task It_is_taken_over_when_its_holders_time_has_run_out()
    {
        var ticket = desk.Ticket("hello");
        await Turns.TakeAsync(ticket, default);
        desk.Clock.Advance(MessageTurns.HoldFor);

        var turn = await Turns.TakeAsync(ticket with { ReceivedAt = desk.Clock.GetUtcNow() }, default);

        Assert.Equal((DecisionId.For(ticket), null), (turn.Decision, turn.Record));
        await Assert.ThrowsAsync<MessageBusyException>(() => Turns.TakeAsync(ticket, default));
    }

    [Fact]
    public async Task Who_takes_over_gets_the_intent_that_stands()
    {
        var ticket = desk.Ticket("hello");
        await Turns.TakeAsync(ticket, default);
        await desk.Get<IDecisionRecords>().AddAsync(Samples.Record(ticket), default);
        desk.Clock.Advance(MessageTurns.HoldFor);

        Assert.Equal(RecordState.Intended, (await Turns.TakeAsync(ticket, default)).Record!.State);
    }

    [Fact]
    public async Task Earlier_messages_of_the_ticket_come_oldest_first()
    {
        var first = await Turns.TakeAsync(desk.Ticket("one", "m1"), default);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Turns.TakeAsync(desk.Ticket("two", "m2"), default);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([first.Decision, second.Decision], (await Turns.TakeAsync(desk.Ticket("three", "m3"), default)).Earlier.AsEnumerable());
        Assert.Empty((await Turns.TakeAsync(desk.Ticket("one", "m1", ticket: "t2"), default)).Earlier);
    }
}
