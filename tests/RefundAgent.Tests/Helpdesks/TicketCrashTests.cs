using RefundAgent.Helpdesks;
using RefundAgent.Queues;
using RefundAgent.Tests.Learning;

namespace RefundAgent.Tests.Helpdesks;

/// <summary>A turn that ends anywhere, or a helpdesk that fails: afterwards there is one payment, one answer, one note.</summary>
public sealed class TicketCrashTests
{
    private const string Cancel = "Please cancel order #1002, I no longer need it.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_a_turn_breaks_off_the_next_ones_end_as_if_nothing_had_happened(bool afterEffect)
    {
        await using var whole = await HelpdeskWorld.OpenAsync(mode: "earned");
        whole.Helpdesk.Open("7", Cancel);
        whole.Tables.Forget();
        await whole.HearAsync("7", "e1");
        var steps = whole.Tables.Calls.Length;
        Assert.InRange(steps, 20, 80);

        for (var step = 1; step <= steps; step++)
        {
            await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
            world.Helpdesk.Open("7", Cancel);
            world.Tables.Forget();
            BreakFrom(world, step, afterEffect);
            await Assert.ThrowsAsync<Breakage.Killed>(() => world.HearAsync("7", "e1"));
            (world.Tables.Before, world.Tables.After) = (null, null);

            await HearPatientlyAsync(world, "7", "e1");

            Assert.True((await world.PaidAsync("#1002")).Count == 1, $"step {step}");
            Assert.True((world.Helpdesk.Replies("7").Length, world.Helpdesk.Notes("7").Length) == (1, 1), $"step {step}: {string.Join(", ", world.Helpdesk.Calls)}");
            Assert.Equal("refund-agent", Assert.Single(world.Helpdesk["7"].Tags));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_hearing_a_command_breaks_off_it_is_carried_out_once_and_told_once(bool afterEffect)
    {
        for (var step = 1; ; step++)
        {
            await using var world = await HelpdeskWorld.OpenAsync();
            world.Helpdesk.Open("7", Cancel);
            await world.HearAsync("7", "e1");
            world.Helpdesk.StaffNotes("7", "s-mara", "/approve 12.50");
            world.Tables.Forget();
            BreakFrom(world, step, afterEffect);
            var broke = await Record.ExceptionAsync(() => world.HearAsync("7", "e2"));
            (world.Tables.Before, world.Tables.After) = (null, null);

            await HearPatientlyAsync(world, "7", "e2");
            await world.DrainAsync();

            Assert.True((await world.PaidAsync("#1002")).Sum(refund => refund.Amount.MinorUnits) == 1250, $"step {step}");
            Assert.True(world.Helpdesk.Replies("7").Length == 1, $"step {step}");
            Assert.True(world.Helpdesk.Notes("7").Count(note => note.Contains("Done, mara", StringComparison.Ordinal)) == 1, $"step {step}: {string.Join("\n", world.Helpdesk.Notes("7"))}");
            Assert.Single(await world.FeedbackAsync());
            if (broke is null)
            {
                Assert.InRange(step, 20, 120);
                return;
            }
        }
    }

    [Theory]
    [InlineData(HelpdeskFault.Unclear, true, false)]
    [InlineData(HelpdeskFault.Unclear, false, false)]
    [InlineData(HelpdeskFault.Garbled, true, false)]
    [InlineData(HelpdeskFault.Moved, false, false)]
    [InlineData(HelpdeskFault.Busy, false, false)]
    [InlineData(HelpdeskFault.NotAllowed, false, false)]
    [InlineData(HelpdeskFault.Unclear, true, true)]
    public async Task A_comment_whose_fate_is_not_known_is_looked_for_and_never_written_twice(HelpdeskFault fault, bool afterEffect, bool isSlow)
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        (world.Helpdesk.IsSlow, world.Helpdesk.ShowsWithin) = (isSlow, isSlow ? TimeSpan.FromSeconds(30) : TimeSpan.Zero);
        world.Helpdesk.Open("7", Cancel);
        world.Helpdesk.FailNext(isAfter => isAfter == afterEffect ? new HelpdeskException(fault, "for the test") : null);

        await Assert.ThrowsAsync<HelpdeskException>(() => world.HearAsync("7", "e1"));
        await HearPatientlyAsync(world, "7", "e1");

        Assert.Equal((1, 1), (world.Helpdesk.Replies("7").Length, world.Helpdesk.Calls.Count(call => call == "reply")));
        Assert.Equal(1, world.Helpdesk.Calls.Count(call => call == "note"));
    }

    [Fact]
    public async Task A_helpdesk_that_names_comments_later_gets_each_once_and_their_names_are_learned()
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        (world.Helpdesk.IsSlow, world.Helpdesk.ShowsWithin) = (true, TimeSpan.FromSeconds(30));
        world.Helpdesk.Open("7", Cancel);

        for (var turn = 1; turn <= 4; turn++)
        {
            await world.HearAsync("7", $"e{turn}");
        }

        Assert.Equal((1, 1), (world.Helpdesk.Replies("7").Length, world.Helpdesk.Notes("7").Length));
        Assert.All((await world.CaseAsync("7")).Posts.Where(post => post.Step is "note" or "reply"), post => Assert.NotNull(post.Comment));
    }

    [Fact]
    public async Task What_a_helpdesk_refuses_for_good_is_noted_and_not_tried_again()
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        world.Helpdesk.Open("7", Cancel);
        world.Helpdesk.FailNextBefore(HelpdeskFault.Refused);

        await world.HearAsync("7", "e1");
        await world.HearAsync("7", "e2");

        Assert.Empty(world.Helpdesk.Replies("7"));
        Assert.Single(world.Helpdesk.Notes("7"));
        Assert.NotNull((await world.CaseAsync("7")).Posts.Single(post => post.Step == "reply").Refused);
    }

    [Fact]
    public async Task A_marker_that_somebody_else_copied_is_not_taken_for_ours()
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        world.Helpdesk.Open("7", Cancel);
        world.Helpdesk.FailNextBefore(HelpdeskFault.Unclear);
        await Assert.ThrowsAsync<HelpdeskException>(() => world.HearAsync("7", "e1"));
        var intended = (await world.CaseAsync("7")).Posts.Single(post => post.Step == "reply");
        world.Helpdesk.Add("7", AuthorKind.Machine, "mirror", isPublic: true, CommentOrigin.Api, $"anything\n{intended.Marker}");

        await HearPatientlyAsync(world, "7", "e1");

        Assert.Single(world.Helpdesk.Replies("7"));
    }

    [Fact]
    public async Task A_ticket_whose_turn_was_cut_off_for_good_is_found_by_the_rounds()
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        world.Helpdesk.Open("7", Cancel);
        world.Helpdesk.FailNextBefore(HelpdeskFault.Unclear);
        await Assert.ThrowsAsync<HelpdeskException>(() => world.HearAsync("7", "e1"));

        world.Clock.Advance(HelpdeskRounds.LookAgainAfter + TimeSpan.FromMinutes(1));
        await world.Get<RefundAgent.Reconciliation.Reconciler>().RunAsync(default);
        await world.DrainAsync();

        Assert.Single(world.Helpdesk.Replies("7"));
    }

    [Fact]
    public async Task Two_processes_at_one_ticket_do_everything_once()
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        world.Helpdesk.Open("7", Cancel);

        await Task.WhenAll(Enumerable.Range(1, 6).Select(number => HearPatientlyAsync(world, "7", $"e{number % 4}")));

        Assert.Equal((1, 1), (world.Helpdesk.Replies("7").Length, world.Helpdesk.Notes("7").Length));
        Assert.Single(await world.PaidAsync("#1002"));
    }

    private static void BreakFrom(HelpdeskWorld world, int step, bool afterEffect)
    {
        world.Tables.Before = call => call.Number > step || (call.Number == step && !afterEffect) ? new Breakage.Killed() : null;
        world.Tables.After = call => afterEffect && call.Number == step ? new Breakage.Killed() : null;
    }

    /// <summary>As the queue does: the message comes back until it is done with.</summary>
    private static async Task HearPatientlyAsync(HelpdeskWorld world, string ticket, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await world.HearAsync(ticket, key);
                return;
            }
            catch (Exception passing) when (passing is TicketBusyException or HelpdeskException && attempt < 12)
            {
                world.Clock.Advance(TimeSpan.FromSeconds(10));
            }
        }
    }
}
