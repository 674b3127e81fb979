using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Actions;
using RefundAgent.Tests.Storage;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

public sealed class ApprovalDeskTests : IAsyncLifetime
{
    private const ApprovalVerdict Approve = ApprovalVerdict.Approve;
    private const ApprovalVerdict Reject = ApprovalVerdict.Reject;

    private ApprovalWorld world = null!;

    public async Task InitializeAsync() => world = await OpenAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task An_approval_pays_what_was_proposed_and_is_a_confirmation()
    {
        var held = await world.DecideAsync();
        Assert.Equal(ClaimStatus.PendingApproval, held.Status);
        Assert.Empty(await world.PaidAsync("#1001"));

        var record = await CountedAsync(held, Says(Approve, note: "photo seen"));

        Assert.Equal((RecordState.Complete, ClaimStatus.Executed), (record.State, record.Status));
        Assert.Equal([Samples.Usd(48_00)], await world.PaidAsync("#1001"));
        Assert.Contains("We have refunded 48.00 USD", ReplyWriter.Write(record, ReplyBook.BuiltIn), StringComparison.Ordinal);
        var answer = record.Claims[0].Answer!;
        Assert.Equal(("ann", Samples.Usd(48_00), true), (answer.By.Value, answer.Amount, answer.Settled));
        var said = Assert.Single(world.Heard.Deliveries);
        Assert.Equal((FeedbackKind.Confirm, $"approval-{held.Id}-c1", "ann", "photo seen"), (said.Kind, said.Id.Value, said.By.Value, said.Note));
        Assert.Equal(CanonicalJson.Write(record), CanonicalJson.Write(await world.FindAsync(held)));
    }

    [Fact]
    public async Task An_edited_amount_is_paid_instead_and_is_an_amount_change()
    {
        var held = await world.DecideAsync();

        var record = await CountedAsync(held, Says(Approve, cents: 20_00));

        Assert.Equal([Samples.Usd(20_00)], await world.PaidAsync("#1001"));
        var ruling = Assert.IsType<Ruling.Approve>(record.Claims[0].Ruling);
        Assert.Equal((Samples.Usd(20_00), (Hold?)null), (ruling.Amount, ruling.Hold));
        var said = Assert.Single(world.Heard.Events);
        Assert.Equal((FeedbackKind.Amount, Samples.Usd(20_00)), (said.Kind, said.Amount));
    }

    [Fact]
    public async Task The_amount_proposed_written_out_is_no_edit()
    {
        await CountedAsync(await world.DecideAsync(), Says(Approve, cents: 48_00));

        Assert.Equal(FeedbackKind.Confirm, Assert.Single(world.Heard.Events).Kind);
    }

    [Fact]
    public async Task A_rejected_approval_pays_nothing_goes_to_a_person_and_is_a_no()
    {
        var held = await world.DecideAsync();

        var record = await CountedAsync(held, Says(Reject));

        Assert.IsType<Ruling.Escalate>(record.Claims[0].Ruling);
        Assert.Equal(ClaimStatus.Answered, record.Status);
        Assert.Empty(await world.PaidAsync("#1001"));
        Assert.Contains("A colleague will look into this", ReplyWriter.Write(record, ReplyBook.BuiltIn), StringComparison.Ordinal);
        var said = Assert.Single(world.Heard.Events);
        Assert.Equal((FeedbackKind.Ruling, Outcome.Deny), (said.Kind, said.Outcome));
    }

    [Fact]
    public async Task An_approved_denial_is_told_to_the_customer()
    {
        var held = await world.DecideDenialAsync();
        Assert.Equal((ClaimStatus.PendingApproval, Outcome.Deny), (held.Status, held.Claims[0].Ruling.Outcome));

        var record = await CountedAsync(held, Says(Approve));

        Assert.Equal((ClaimStatus.Answered, Outcome.Deny), (record.Status, record.Claims[0].Ruling.Outcome));
        Assert.Contains("we cannot refund this", ReplyWriter.Write(record, ReplyBook.BuiltIn), StringComparison.Ordinal);
        Assert.Contains(held.Claims[0].Ruling.Reasons, reason => reason.Id == ReasonIds.ModeSuggest);
        Assert.DoesNotContain(record.Claims[0].Ruling.Reasons, reason => reason.Id == ReasonIds.ModeSuggest);
        Assert.Equal(FeedbackKind.Confirm, Assert.Single(world.Heard.Events).Kind);
    }

    [Fact]
    public async Task A_rejected_denial_is_told_to_nobody_and_teaches_to_ask_a_person()
    {
        var record = await CountedAsync(await world.DecideDenialAsync(), Says(Reject));

        Assert.Equal((ClaimStatus.Answered, Outcome.Escalate), (record.Status, record.Claims[0].Ruling.Outcome));
        Assert.DoesNotContain("cannot refund", ReplyWriter.Write(record, ReplyBook.BuiltIn), StringComparison.Ordinal);
        var said = Assert.Single(world.Heard.Events);
        Assert.Equal((FeedbackKind.Ruling, Outcome.Escalate), (said.Kind, said.Outcome));
    }

    [Fact]
    public async Task A_second_answer_is_told_the_first_and_the_same_person_repeating_it_gets_the_same_result()
    {
        var held = await world.DecideAsync();
        var record = await CountedAsync(held, Says(Approve, cents: 20_00));

        Assert.Equal(CanonicalJson.Write(record), CanonicalJson.Write(await CountedAsync(held, Says(Approve, cents: 20_00))));
        foreach (var other in new[] { Says(Approve, "ben", 20_00), Says(Reject), Says(Approve), Says(Approve, cents: 21_00) })
        {
            var first = Assert.IsType<ApprovalResult.AlreadyAnswered>(await world.AnswerAsync(held, other)).First;
            Assert.Equal(("ann", Approve, Samples.Usd(20_00)), (first.By.Value, first.Verdict, first.Amount));
        }

        Assert.Single(await world.PaidAsync("#1001"));
        Assert.Single(world.Heard.Deliveries);
    }

    [Fact]
    public async Task Of_sixteen_answers_at_once_one_counts_and_the_others_are_told_which()
    {
        var held = await world.DecideAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => world.AnswerAsync(
            held, Says(number % 3 == 0 ? Reject : Approve, $"person-{number}", number % 3 == 1 ? 10_00 + number : null)))));

        var counted = Assert.Single(results.OfType<ApprovalResult.Counted>()).Record.Claims[0].Answer!;
        Assert.All(results.OfType<ApprovalResult.AlreadyAnswered>(), other => Assert.Equal(counted.By, other.First.By));
        Assert.Equal(15, results.OfType<ApprovalResult.AlreadyAnswered>().Count());
        Assert.Equal(counted.Amount is { } amount ? [amount] : [], await world.PaidAsync("#1001"));
        Assert.Equal(counted.By, Assert.Single(world.Heard.Deliveries).By);
    }

    [Fact]
    public async Task Answers_to_two_claims_at_once_both_count()
    {
        var held = await world.DecideAsync(TwoClaims);

        var results = await Task.WhenAll(new[] { "c1", "c2" }.Select(claim => Task.Run(() => world.AnswerAsync(held, Says(Approve, claim: claim)))));

        Assert.All(results, result => Assert.IsType<ApprovalResult.Counted>(result));
        var record = await world.FindAsync(held);
        Assert.All(record.Claims, claim => Assert.Equal((ClaimStatus.Executed, true), (claim.Status, claim.Answer!.Settled)));
        Assert.Equal([Samples.Usd(48_00)], await world.PaidAsync("#1001"));
        Assert.Equal([Samples.Usd(79_00)], await world.PaidAsync("#1002"));
        Assert.Equal(2, world.Heard.Events.Length);
    }

    [Fact]
    public async Task Where_several_claims_wait_the_answer_names_one_even_after_the_first_was_answered()
    {
        var held = await world.DecideAsync(TwoClaims);

        Assert.Equal(["c1", "c2"], Assert.IsType<ApprovalResult.WhichClaim>(await world.AnswerAsync(held, Says(Approve))).Choices.Select(id => id.Value));
        Assert.IsType<ApprovalResult.WhichClaim>(await world.AnswerAsync(held, Says(Approve, claim: "c9")));
        var record = await CountedAsync(held, Says(Approve, claim: "c1"));
        Assert.Equal(ClaimStatus.PendingApproval, record.Status);
        Assert.IsType<ApprovalResult.WhichClaim>(await world.AnswerAsync(held, Says(Approve, "ben")));
        Assert.Empty(await world.PaidAsync("#1002"));
    }

    [Fact]
    public async Task What_never_waited_and_what_never_was_cannot_be_answered()
    {
        await world.SetPolicyAsync(mode: "earned");
        var executed = await world.DecideAsync();

        Assert.IsType<ApprovalResult.NotPending>(await world.AnswerAsync(executed, Says(Approve)));
        Assert.IsType<ApprovalResult.NotPending>(await world.AnswerAsync(executed, Says(Reject, claim: "c1")));
        Assert.IsType<ApprovalResult.UnknownDecision>(await world.AnswerAsync(executed with { Id = DecisionId.For(world.Ticket("x", "t9")) }, Says(Approve)));
        Assert.IsType<ApprovalResult.UnknownDecision>(
            await world.Get<ApprovalDesk>().AnswerAsync(TestStore.NewTenant(), executed.Id, Says(Approve), default));
    }

    [Fact]
    public async Task A_refund_that_fails_goes_to_a_person_and_the_answer_stands()
    {
        await using var refusing = await OpenAsync(new PretendProvider { Refuse = new RefundResult.Failed(RefundFailure.Disputed, "The bank holds it.") });
        var held = await refusing.DecideAsync();

        var record = Assert.IsType<ApprovalResult.Counted>(await refusing.AnswerAsync(held, Says(Approve))).Record;

        Assert.Equal((ClaimStatus.Answered, "provider.disputed"), (record.Status, record.Claims[0].Ruling.Reasons[0].Id));
        Assert.True(record.Claims[0].Answer!.Settled);
        Assert.Equal(FeedbackKind.Confirm, Assert.Single(refusing.Heard.Events).Kind);
        Assert.IsType<ApprovalResult.AlreadyAnswered>(await refusing.AnswerAsync(held, Says(Approve, "ben")));
    }

    [Fact]
    public async Task A_decision_that_is_completed_late_does_not_wipe_out_an_answer()
    {
        var held = await world.DecideAsync();
        var stale = held with { State = RecordState.Intended };
        await CountedAsync(held, Says(Approve));

        var late = await world.Get<Intents>().CarryOutAsync(stale, CustomerAccount.Empty, default);

        Assert.Equal("ann", late.Claims[0].Answer?.By.Value);
        Assert.Equal(CanonicalJson.Write(late), CanonicalJson.Write(await world.FindAsync(held)));
    }

    private async Task<DecisionRecord> CountedAsync(DecisionRecord record, PersonsAnswer said) =>
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(record, said)).Record;
}
