using CsCheck;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Helpdesks;

/// <summary>Events are wake-up calls: however they are repeated, reordered or lost, a ticket ends the same as long as one comes after the last change.</summary>
public sealed class TicketOrderTests
{
    private static readonly Gen<int[]> Orders = Gen.Shuffle(new[] { 0, 0, 1, 1, 2, 2, 3, 3 });

    [Fact]
    public async Task Whatever_the_order_of_the_events_of_a_finished_story_the_end_is_the_same()
    {
        var expected = await EndOfAsync([0, 1, 2, 3]);
        await Orders.SampleAsync(async order => Assert.Equal(expected, await EndOfAsync(order)), iter: 40, threads: 1);
    }

    [Fact]
    public async Task A_story_that_is_told_as_it_happens_ends_like_one_whose_events_were_all_lost_but_the_last()
    {
        await using var told = await HelpdeskWorld.OpenAsync();
        await using var lost = await HelpdeskWorld.OpenAsync();
        foreach (var (world, hears) in new[] { (told, true), (lost, false) })
        {
            world.Helpdesk.Open("7", "Please cancel order #1002, I no longer need it.");
            await world.HearAsync("7", "e0");
            world.Helpdesk.StaffNotes("7", "s-mara", "/approve 12.50");
            await (hears ? world.HearAsync("7", "e1") : Task.CompletedTask);
            world.Helpdesk.CustomerWrites("7", "Thank you!");
            await world.HearAsync("7", "e2");
            await world.DrainAsync();
        }

        Assert.Equal(await SummaryAsync(told), await SummaryAsync(lost));
    }

    /// <summary>The whole story has happened when the first event comes.</summary>
    private static async Task<string> EndOfAsync(int[] events)
    {
        await using var world = await HelpdeskWorld.OpenAsync(mode: "earned");
        world.Helpdesk.Open("7", "Please cancel order #1002, I no longer need it.");
        world.Helpdesk.CustomerWrites("7", "And I want to return the desk lamp from order #1001.");
        world.Helpdesk.StaffNotes("7", "s-mara", "looks fine to me");
        world.Helpdesk.CustomerWrites("7", "Thanks!");
        foreach (var each in events)
        {
            await world.HearAsync("7", $"e{each}");
        }

        await world.DrainAsync();
        return await SummaryAsync(world);
    }

    private static async Task<string> SummaryAsync(HelpdeskWorld world)
    {
        var paid = (await world.PaidAsync("#1001")).Concat(await world.PaidAsync("#1002")).Select(refund => refund.Amount.ToString()).Order();
        return $"{string.Join(',', paid)} | replies {world.Helpdesk.Replies("7").Length} | notes {world.Helpdesk.Notes("7").Length} | decided {(await world.CaseAsync("7")).Decided.Length}";
    }
}
