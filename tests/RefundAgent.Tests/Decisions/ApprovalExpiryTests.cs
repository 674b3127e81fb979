using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

public sealed class ApprovalExpiryTests : IAsyncLifetime
{
    private const ApprovalVerdict Approve = ApprovalVerdict.Approve;
    private const ApprovalVerdict Reject = ApprovalVerdict.Reject;
    private const int Reminded = 1101;
    private const int Closed = 1102;

    private ApprovalWorld world = null!;

    public async Task InitializeAsync() => world = await OpenAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task What_waits_has_the_times_of_the_policy_it_was_decided_under()
    {
        await world.SetPolicyAsync(approvals: """{"expiresAfterHours":10,"remindAfterHours":4}""");
        var now = world.Clock.GetUtcNow();
        var held = await world.DecideAsync();
        await world.SetPolicyAsync();

        Assert.Equal(new ClaimWait(now, now.AddHours(4), now.AddHours(10)), (await world.FindAsync(held)).Claims[0].Wait);
        await world.SetPolicyAsync(mode: "earned");
        Assert.Null((await world.DecideAsync("I'd like a refund.", "t2")).Claims[0].Wait);
        Assert.False((await world.DecideAsync(ticket: "t3")).Claims[0].HasWaited());
    }

    [Fact]
    public async Task Before_the_reminder_is_due_nothing_is_written()
    {
        var held = await world.DecideAsync();
        world.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));

        Assert.Same(held, await world.LookAtAsync(held));
        Assert.Empty(world.Log.Ids);
    }

    [Fact]
    public async Task What_still_waits_is_brought_up_again_once()
    {
        var held = await world.DecideAsync();
        var due = world.Clock.Advance(TimeSpan.FromHours(24));

        var reminded = await world.LookAtAsync(held);
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Same(reminded, await world.LookAtAsync(reminded));
        Assert.Equal(CanonicalJson.Write(reminded), CanonicalJson.Write(await world.LookAtAsync(held)));

        Assert.Equal(due, reminded.Claims[0].Wait?.RemindedAt);
        Assert.Equal(CanonicalJson.Write(reminded), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.Equal([Reminded], world.Log.Ids);
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve)));
    }

    [Fact]
    public async Task What_nobody_answered_in_time_goes_to_a_manager_and_nobody_has_said_anything()
    {
        var held = await world.DecideAsync();
        var end = world.Clock.Advance(TimeSpan.FromHours(72));

        var closed = await world.LookAtAsync(held);

        var ruling = Assert.IsType<Ruling.Escalate>(closed.Claims[0].Ruling);
        Assert.Equal((Roles.Manager, ReasonIds.Expired, ClaimStatus.Answered), (ruling.To, ruling.Reasons[0].Id, closed.Status));
        Assert.Equal(new WaitEnd(end, held.Claims[0].Ruling), closed.Claims[0].Wait?.Ended);
        Assert.Contains("A colleague will look into this", ReplyWriter.Write(closed, ReplyBook.BuiltIn), StringComparison.Ordinal);
        Assert.Equal(CanonicalJson.Write(closed), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.Equal([Closed], world.Log.Ids);
        Assert.Empty(await world.PaidAsync("#1001"));
        Assert.Empty(world.Heard.Deliveries);
        Assert.Same(closed, await world.LookAtAsync(closed));
    }

    [Fact]
    public async Task It_stands_in_the_list_of_open_work_until_it_ends()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve));
        Assert.Equal([held.Id], await ListOpenAsync(held));
        world.Clock.Advance(TimeSpan.FromHours(24));
        await world.LookAtAsync(held);
        Assert.Equal([held.Id], await ListOpenAsync(held));
        world.Clock.Advance(TimeSpan.FromHours(48));

        await world.LookAtAsync(held);

        Assert.Empty(await ListOpenAsync(held));
    }

    [Fact]
    public async Task A_denial_that_nobody_confirmed_is_not_told_to_the_customer()
    {
        var held = await world.DecideDenialAsync();
        world.Clock.Advance(TimeSpan.FromDays(4));

        var closed = await world.LookAtAsync(held);

        Assert.Equal(Outcome.Escalate, closed.Claims[0].Ruling.Outcome);
        Assert.DoesNotContain("cannot refund", ReplyWriter.Write(closed, ReplyBook.BuiltIn), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_after_the_end_comes_too_late_whether_or_not_the_claim_was_closed(bool closed)
    {
        var held = await world.DecideAsync();
        var end = world.Clock.Advance(TimeSpan.FromHours(72));
        var before = closed ? await world.LookAtAsync(held) : held;

        foreach (var said in new[] { Says(Approve), Says(Reject), Says(Approve, claim: "c1", roles: Roles.Manager) })
        {
            Assert.Equal(end, Assert.IsType<ApprovalResult.Expired>(await world.AnswerAsync(held, said)).At);
        }

        Assert.Equal(CanonicalJson.Write(before), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.Empty(await world.PaidAsync("#1001"));
    }

    [Fact]
    public async Task An_answer_at_the_last_moment_counts_and_stays()
    {
        var held = await world.DecideAsync();
        world.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromTicks(1));
        await world.AnswerAsync(held, Says(Approve));
        world.Clock.Advance(TimeSpan.FromHours(1));

        var looked = await world.LookAtAsync(held);

        Assert.Equal((ClaimStatus.Executed, "ann"), (looked.Status, looked.Claims[0].Answer?.By.Value));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve)));
        Assert.Empty(world.Log.Ids);
    }

    [Fact]
    public async Task One_persons_agreement_does_not_stop_the_clock()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve));
        world.Clock.Advance(TimeSpan.FromHours(72));

        var closed = await world.LookAtAsync(held);

        Assert.Equal(("ann", ReasonIds.Expired), (closed.Claims[0].Agreement?.By.Value, closed.Claims[0].Ruling.Reasons[0].Id));
        Assert.IsType<ApprovalResult.Expired>(await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager)));
        Assert.Empty(await world.PaidAsync("#1001"));
    }

    [Fact]
    public async Task Claims_end_one_by_one()
    {
        var held = await world.DecideAsync(TwoClaims);
        await world.AnswerAsync(held, Says(Approve, claim: "c1"));
        world.Clock.Advance(TimeSpan.FromHours(80));

        var closed = await world.LookAtAsync(held);

        Assert.Equal([ClaimStatus.Executed, ClaimStatus.Answered], closed.Claims.Select(claim => claim.Status));
        Assert.Equal([Closed], world.Log.Ids);
        Assert.IsType<ApprovalResult.Expired>(await world.AnswerAsync(held, Says(Approve, claim: "c2")));
        Assert.IsType<ApprovalResult.AlreadyAnswered>(await world.AnswerAsync(held, Says(Reject, claim: "c1")));
    }

    [Fact]
    public async Task A_record_that_is_being_carried_out_is_left_alone()
    {
        var held = await world.DecideAsync();
        var intent = (await world.Get<IDecisionRecords>().ReplaceAsync(held with { State = RecordState.Intended }, null, default))!;
        world.Clock.Advance(TimeSpan.FromDays(9));

        Assert.Same(intent, await world.LookAtAsync(intent));
    }

    [Fact]
    public async Task A_record_from_before_there_were_terms_has_the_default_ones()
    {
        var decided = await world.DecideAsync();
        var held = (await world.Get<IDecisionRecords>().ReplaceAsync(decided with { Claims = [decided.Claims[0] with { Wait = null }] }, null, default))!;
        world.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(decided.DecidedAt.AddHours(72), (await world.LookAtAsync(held)).Claims[0].Wait?.ExpiresAt);
        world.Clock.Advance(TimeSpan.FromHours(48));

        Assert.IsType<ApprovalResult.Expired>(await world.AnswerAsync(held, Says(Approve)));
        Assert.NotNull((await world.LookAtAsync(held)).Claims[0].Wait?.Ended);
    }

    [Fact]
    public async Task A_record_from_a_list_which_bears_no_mark_is_read_again_first()
    {
        var held = await world.DecideAsync();
        world.Clock.Advance(TimeSpan.FromHours(72));

        Assert.NotNull((await world.LookAtAsync(held with { ETag = null, Papers = null })).Claims[0].Wait?.Ended);
    }

    [Fact]
    public async Task What_people_say_of_the_decision_is_measured_alike_before_and_after_the_end()
    {
        var held = await world.DecideAsync();
        var before = LabelledCases.Of(held, ClaimId.From("c1"))!;
        world.Clock.Advance(TimeSpan.FromHours(72));
        await world.LookAtAsync(held);

        var after = LabelledCases.Of(await world.FindAsync(held), ClaimId.From("c1"))!;

        Assert.Equal((before.Ruled, before.RuledAmount), (after.Ruled, after.RuledAmount));
        Assert.Equal(Outcome.Approve, after.Ruled);
    }

    [Fact]
    public async Task Of_answers_and_looks_at_once_one_wins()
    {
        for (var round = 0; round < 8; round++)
        {
            var held = await world.DecideAsync(ticket: $"t{round}");
            var late = world.Clock.GetUtcNow().AddHours(72);
            var looks = Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Get<ApprovalExpiry>().LookAtAsync(held, late, default)));
            var answers = Enumerable.Range(0, 4).Select(number => Task.Run(() => world.AnswerAsync(held, Says(Reject, $"person-{number}"))));
            var results = Task.WhenAll(answers);
            await Task.WhenAll(looks.Cast<Task>().Append(results));

            var claim = (await world.FindAsync(held)).Claims[0];
            Assert.True(claim.Answer is null ^ claim.Wait?.Ended is null);
            Assert.Equal(claim.Answer is null ? 0 : 1, (await results).Count(result => result is ApprovalResult.Counted));
            Assert.Equal(claim.Answer is null, (await results).All(result => result is ApprovalResult.Expired));
        }
    }

    private async Task<List<DecisionId>> ListOpenAsync(DecisionRecord record)
    {
        var open = new List<DecisionId>();
        await foreach (var decision in world.Get<IDecisionRecords>().ListOpenAsync(Tenant, record.DecidedAt, default))
        {
            open.Add(decision);
        }

        return open;
    }
}
