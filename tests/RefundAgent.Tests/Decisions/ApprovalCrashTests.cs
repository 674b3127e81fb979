using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Tests.Learning;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>
/// A process that ends at any of its calls of storage, provider or queue, before the call has its effect or after; then somebody else
/// comes to the same decision.
/// </summary>
public sealed class ApprovalCrashTests
{
    private const string FourEyes = """{"fourEyesAbove":"0"}""";

    /// <summary>Who comes next, and what they say.</summary>
    public enum Next
    {
        SamePersonAgain,
        SecondPerson,
        SecondPersonWhoRejects,
        TheMessageAgain,
    }

    [Theory]
    [InlineData(Next.SamePersonAgain)]
    [InlineData(Next.SecondPerson)]
    [InlineData(Next.SecondPersonWhoRejects)]
    [InlineData(Next.TheMessageAgain)]
    public async Task Wherever_an_approval_breaks_off_one_answer_counts_and_money_moves_once(Next next)
    {
        var steps = await CallsOfAsync(Says(ApprovalVerdict.Approve));
        Assert.InRange(steps, 6, 12);
        for (var step = 1; step <= steps; step++)
        {
            await BreakOffAndGoOnAsync(next, step, afterEffect: false);
            await BreakOffAndGoOnAsync(next, step, afterEffect: true);
        }
    }

    [Fact]
    public async Task Wherever_a_rejection_breaks_off_the_next_call_finishes_it_and_nothing_is_paid()
    {
        var said = Says(ApprovalVerdict.Reject, note: "not theirs");
        var steps = await CallsOfAsync(said);
        Assert.InRange(steps, 3, 6);
        for (var step = 1; step <= steps; step++)
        {
            await using var world = await OpenAsync();
            var held = await world.DecideAsync();
            await BreakOffAsync(world, held, said, step, afterEffect: true);

            await world.AnswerAsync(held, Says(ApprovalVerdict.Approve, "ben"));

            var answer = (await world.FindAsync(held)).Claims[0].Answer!;
            var paid = await world.PaidAsync("#1001");
            Assert.True(answer.By.Value == "ben" ? step == 1 && paid.Count() == 1 : !paid.Any(), $"step {step}: {answer.By}");
            Assert.Equal(answer.By, Assert.Single(world.Heard.Events).By);
            Assert.Equal(answer.By.Value == "ben" ? null : "not theirs", world.Heard.Events[0].Note);
        }
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("max")]
    public async Task Wherever_the_first_of_two_agreements_breaks_off_it_stands_whole_or_not_at_all_and_pays_nothing(string next)
    {
        var steps = await CallsOfAsync(Says(ApprovalVerdict.Approve, roles: Roles.Manager), FourEyes);
        Assert.InRange(steps, 4, 6);
        for (var step = 1; step <= steps; step++)
        {
            foreach (var afterEffect in new[] { false, true })
            {
                await using var world = await OpenAsync();
                await world.SetPolicyAsync(approvals: FourEyes);
                var held = await world.DecideAsync();
                await BreakOffAsync(world, held, Says(ApprovalVerdict.Approve, note: "seen"), step, afterEffect);
                var written = await world.FindAsync(held);

                var result = await world.AnswerAsync(held, Says(ApprovalVerdict.Approve, next, roles: Roles.Manager));

                Assert.Equal(step == steps && afterEffect, written.Claims[0].Agreement is not null);
                Assert.Equal(written.Claims[0].Agreement is null ? null : "seen", written.Papers!.Claims[0].AgreementNote);
                Assert.Equal(
                    (written.Claims[0].Agreement, next) switch
                    {
                        (null, _) => typeof(ApprovalResult.Agreed),
                        (_, "ann") => typeof(ApprovalResult.SecondPersonNeeded),
                        _ => typeof(ApprovalResult.Counted),
                    },
                    result.GetType());
                Assert.Equal(result is ApprovalResult.Counted ? 1 : 0, (await world.PaidAsync("#1001")).Count());
            }
        }
    }

    [Fact]
    public async Task Wherever_the_second_of_two_agreements_breaks_off_the_sum_is_paid_once()
    {
        var steps = await CallsOfAsync(Says(ApprovalVerdict.Approve, "max", roles: Roles.Manager), FourEyes, Says(ApprovalVerdict.Approve));
        Assert.InRange(steps, 6, 12);
        for (var step = 1; step <= steps; step++)
        {
            foreach (var afterEffect in new[] { false, true })
            {
                await using var world = await OpenAsync();
                await world.SetPolicyAsync(approvals: FourEyes);
                var held = await world.DecideAsync();
                await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
                await BreakOffAsync(world, held, Says(ApprovalVerdict.Approve, "max", roles: Roles.Manager), step, afterEffect);

                await world.AnswerAsync(held, Says(ApprovalVerdict.Approve, "mia", roles: Roles.Manager));

                var claim = (await world.FindAsync(held)).Claims[0];
                Assert.Equal([48_00L], (await world.PaidAsync("#1001")).Select(amount => amount.MinorUnits));
                Assert.Equal(("ann", ClaimStatus.Executed), (claim.Agreement?.By.Value, claim.Status));
                Assert.Equal(claim.Answer?.By, Assert.Single(world.Heard.Events).By);
            }
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(72)]
    public async Task Wherever_a_look_at_what_waits_breaks_off_the_next_one_finishes_it(int hours)
    {
        for (var step = 1; step <= 2; step++)
        {
            foreach (var afterEffect in new[] { false, true })
            {
                await using var world = await OpenAsync();
                var held = await world.DecideAsync();
                world.Clock.Advance(TimeSpan.FromHours(hours));
                var breakage = new Breakage(step, afterEffect);
                await Assert.ThrowsAsync<Breakage.Killed>(() => world.LookAtAsync(held with { ETag = null }, breakage));

                var looked = await world.LookAtAsync(held);

                Assert.Equal((hours == 24, hours == 72), (looked.Claims[0].Wait?.RemindedAt is not null, looked.Claims[0].Wait?.Ended is not null));
                Assert.Equal(CanonicalJson.Write(looked), CanonicalJson.Write(await world.FindAsync(held)));
                Assert.Empty(world.Heard.Deliveries);
            }
        }
    }

    private static async Task BreakOffAndGoOnAsync(Next next, int step, bool afterEffect)
    {
        var place = $"step {step}, {(afterEffect ? "after" : "before")} its effect, then {next}";
        await using var world = await OpenAsync();
        var held = await world.DecideAsync();
        await BreakOffAsync(world, held, Says(ApprovalVerdict.Approve), step, afterEffect);
        var written = (await world.FindAsync(held)).Claims[0].Answer is not null;

        var result = next switch
        {
            Next.SamePersonAgain => await world.AnswerAsync(held, Says(ApprovalVerdict.Approve)),
            Next.SecondPerson => await world.AnswerAsync(held, Says(ApprovalVerdict.Approve, "ben")),
            Next.SecondPersonWhoRejects => await world.AnswerAsync(held, Says(ApprovalVerdict.Reject, "ben")),
            _ => new ApprovalResult.Counted(await world.DecideAsync()),
        };

        var record = await world.FindAsync(held);
        var answer = record.Claims[0].Answer;
        var pays = answer?.Verdict == ApprovalVerdict.Approve;
        Assert.True(record.State == RecordState.Complete, place);
        Assert.True(answer?.By.Value == (written || next == Next.SamePersonAgain ? "ann" : next == Next.TheMessageAgain ? null : "ben"), place);
        Assert.True(answer is null or { Settled: true }, place);
        Assert.True((await world.PaidAsync("#1001")).Sum(amount => amount.MinorUnits) == (pays ? 48_00 : 0), place);
        Assert.True(record.Status == (answer is null ? ClaimStatus.PendingApproval : pays ? ClaimStatus.Executed : ClaimStatus.Answered), place);
        Assert.True(world.Heard.Events.Select(each => each.By).SequenceEqual(answer is null ? [] : [answer.By]), place);
        Assert.True(result is ApprovalResult.AlreadyAnswered == (written && next is (Next.SecondPerson or Next.SecondPersonWhoRejects)), place);
    }

    private static async Task BreakOffAsync(ApprovalWorld world, DecisionRecord held, PersonsAnswer said, int step, bool afterEffect)
    {
        var breakage = new Breakage(step, afterEffect);
        await Assert.ThrowsAsync<Breakage.Killed>(() => world.AnswerAsync(held, said, breakage));
        Assert.True(breakage.Broke);
        world.Clock.Advance(MessageTurns.HoldFor);
    }

    private static async Task<int> CallsOfAsync(PersonsAnswer said, string approvals = "{}", PersonsAnswer? first = null)
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync(approvals: approvals);
        var count = new Breakage(int.MaxValue, afterEffect: false);
        var held = await world.DecideAsync();
        if (first is not null)
        {
            await world.AnswerAsync(held, first);
        }

        await world.AnswerAsync(held, said, count);
        return count.Calls;
    }
}
