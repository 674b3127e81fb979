using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>An approval is held to what stands at that time, not to what stood when the case was decided.</summary>
public sealed class ApprovalReviewTests : IAsyncLifetime
{
    private const ApprovalVerdict Approve = ApprovalVerdict.Approve;

    private ApprovalWorld world = null!;

    public async Task InitializeAsync() => world = await OpenAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData(0, "more than zero")]
    [InlineData(48_01, "at most 48.00 USD: all that this claim can still give back")]
    [InlineData(900_000_00, "at most 48.00 USD")]
    public async Task An_amount_that_cannot_be_is_refused_and_the_claim_waits_on(long cents, string why)
    {
        var held = await world.DecideAsync();

        Assert.Contains(why, Assert.IsType<ApprovalResult.WrongAmount>(await world.AnswerAsync(held, Says(Approve, cents: cents))).Why, StringComparison.Ordinal);

        await StillWaitsAsync(held);
    }

    [Fact]
    public async Task An_amount_in_another_currency_is_refused()
    {
        var held = await world.DecideAsync();

        var said = Says(Approve) with { Amount = new Money(10_00, Currency.Parse("EUR")) };

        Assert.Contains("in USD", Assert.IsType<ApprovalResult.WrongAmount>(await world.AnswerAsync(held, said)).Why, StringComparison.Ordinal);
        await StillWaitsAsync(held);
    }

    [Fact]
    public async Task An_amount_goes_with_a_denial_as_little_as_with_a_rejection() =>
        Assert.IsType<ApprovalResult.WrongAmount>(await world.AnswerAsync(await world.DecideDenialAsync(), Says(Approve, cents: 1_00)));

    [Fact]
    public async Task What_another_decision_has_given_back_meanwhile_is_not_given_back_again()
    {
        var (first, second) = (await world.DecideAsync(ticket: "t1"), await world.DecideAsync(ticket: "t2"));
        await world.AnswerAsync(first, Says(Approve));

        Assert.Equal(ApprovalObstacle.NothingLeft, await RefusedAsync(second, Says(Approve)));
        Assert.Equal(ApprovalObstacle.NothingLeft, await RefusedAsync(second, Says(Approve, cents: 1_00)));

        await StillWaitsAsync(second, paid: 48_00);
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(second, Says(ApprovalVerdict.Reject)));
    }

    [Fact]
    public async Task Of_two_approvals_of_one_lamp_at_once_one_pays()
    {
        var held = new[] { await world.DecideAsync(ticket: "t1"), await world.DecideAsync(ticket: "t2") };

        await Task.WhenAll(held.Select(record => Task.Run(() => world.AnswerAsync(record, Says(Approve)))));

        Assert.Equal([Samples.Usd(48_00)], await world.PaidAsync("#1001"));
        var records = await Task.WhenAll(held.Select(world.FindAsync));
        Assert.Single(records, record => record.Status == ClaimStatus.Executed);
    }

    [Fact]
    public async Task Where_part_was_given_back_meanwhile_the_proposal_is_refused_and_the_rest_can_be_approved()
    {
        var both = await world.DecideAsync("I want to return the Desk Lamp and one Notebook from order #1001.", "t1");
        Assert.Equal(Samples.Usd(54_50), Assert.IsType<Ruling.Approve>(both.Claims[0].Ruling).Amount);
        await world.AnswerAsync(await world.DecideAsync(ticket: "t2"), Says(Approve));

        Assert.Equal(ApprovalObstacle.ProposalOutdated, await RefusedAsync(both, Says(Approve)));
        Assert.IsType<ApprovalResult.WrongAmount>(await world.AnswerAsync(both, Says(Approve, cents: 6_51)));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(both, Says(Approve, cents: 6_50)));

        Assert.Equal(54_50, (await world.PaidAsync("#1001")).Sum(amount => amount.MinorUnits));
        var account = await world.Get<IRefundLedger>().ReadAccountAsync(Tenant, Mara, default);
        Assert.Equal([1, 1], account.Orders[OrderId.From("#1001")].Units.Values);
    }

    [Fact]
    public async Task Limits_are_those_in_force_now()
    {
        var held = await world.DecideAsync();
        await world.SetPolicyAsync(perRefund: "30.00");

        Assert.Equal(ApprovalObstacle.ProposalOutdated, await RefusedAsync(held, Says(Approve)));
        Assert.Contains("30.00 USD: the limit of one refund", Assert.IsType<ApprovalResult.WrongAmount>(
            await world.AnswerAsync(held, Says(Approve, cents: 30_01))).Why, StringComparison.Ordinal);
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, cents: 30_00)));
    }

    [Fact]
    public async Task A_customers_limit_that_other_refunds_have_used_up_holds_for_a_person_too()
    {
        await world.SetPolicyAsync(perRefund: "100.00", perCustomer: "127.00");
        var held = await world.DecideAsync(TwoClaims);
        await world.SetPolicyAsync(perRefund: "48.00", perCustomer: "48.00");

        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, claim: "c1")));
        Assert.Equal(ApprovalObstacle.NothingLeft, await RefusedAsync(held, Says(Approve, claim: "c2")));

        Assert.Empty(await world.PaidAsync("#1002"));
    }

    [Fact]
    public async Task Two_approvals_at_once_cannot_pass_a_customers_limit()
    {
        var held = await world.DecideAsync(TwoClaims);
        await world.SetPolicyAsync(perRefund: "100.00", perCustomer: "100.00");

        await Task.WhenAll(new[] { "c1", "c2" }.Select(claim => Task.Run(() => world.AnswerAsync(held, Says(Approve, claim: claim)))));

        Assert.Single((await world.PaidAsync("#1001")).Concat(await world.PaidAsync("#1002")));
    }

    [Fact]
    public async Task While_the_agent_is_switched_off_nothing_is_approved_and_anything_can_be_rejected()
    {
        var (approval, denial) = (await world.DecideAsync(), await world.DecideDenialAsync());
        await world.SetPolicyAsync(mode: "off");

        Assert.Equal(ApprovalObstacle.ModeOff, await RefusedAsync(approval, Says(Approve)));
        Assert.Equal(ApprovalObstacle.ModeOff, await RefusedAsync(denial, Says(Approve)));

        await StillWaitsAsync(approval);
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(approval, Says(ApprovalVerdict.Reject)));
    }

    [Fact]
    public async Task An_order_that_has_been_another_customers_meanwhile_pays_nothing()
    {
        var held = await world.DecideAsync();
        var order = (await world.Get<IOrderBook>().FindAsync(Tenant, OrderId.From("#1001"), default))!;
        foreach (var owner in new[] { CustomerId.From("somebody.else"), Mara })
        {
            await world.Get<IOrderBook>().PutAsync(Tenant, order with { Customer = owner }, default);

            Assert.Equal(ApprovalObstacle.CaseChanged, await RefusedAsync(held, Says(Approve)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(20_00L)]
    public async Task What_the_agents_day_had_no_room_for_is_paid_on_a_persons_word(long? cents)
    {
        world.PerDay = new DayLimits(Alone: new DayLimit(0, null), Approved: new DayLimit(1, Samples.Usd(48_00)));
        await world.SetPolicyAsync(mode: "earned", approvals: """{"expiresAfterHours":10}""");
        var held = await world.DecideAsync();
        Assert.Equal((ClaimStatus.PendingApproval, Hold.DailyLimit), (held.Status, Assert.IsType<Ruling.Approve>(held.Claims[0].Ruling).Hold));
        Assert.Equal((RefundState.Failed, (DateTimeOffset?)null), await LedgerRowAsync(held));
        Assert.Equal(held.DecidedAt.AddHours(10), held.Claims[0].Wait?.ExpiresAt);

        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, cents: cents)));

        var record = await world.FindAsync(held);
        Assert.Equal([Samples.Usd(cents ?? 48_00)], await world.PaidAsync("#1001"));
        Assert.Equal((ClaimStatus.Executed, RefundState.Succeeded), (record.Status, (await LedgerRowAsync(held)).State));
        Assert.DoesNotContain(record.Claims[0].Ruling.Reasons, reason => reason.Id == ReasonIds.PerDay);
    }

    [Fact]
    public async Task What_people_approve_counts_against_a_days_limit_of_its_own()
    {
        world.PerDay = new DayLimits(Alone: new DayLimit(0, null), Approved: new DayLimit(1, null));
        await world.SetPolicyAsync(mode: "earned");
        var (first, second) = (await world.DecideAsync(), await world.DecideAsync("Please cancel order #1002, I no longer need it.", "t2"));
        await world.AnswerAsync(first, Says(Approve));

        var refused = Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(second, Says(Approve)));

        Assert.Equal(ApprovalObstacle.NothingLeft, refused.Obstacle);
        Assert.Contains(ReasonIds.PerDay, refused.Why, StringComparison.Ordinal);
        Assert.Equal((ClaimStatus.PendingApproval, true), ((await world.FindAsync(second)).Status, (await world.FindAsync(second)).Claims[0].Answer is null));
        Assert.Empty(await world.PaidAsync("#1002"));
    }

    [Fact]
    public async Task What_the_agents_day_had_no_room_for_expires_as_anything_else_that_waits()
    {
        world.PerDay = new DayLimits(Alone: new DayLimit(0, null), Approved: null);
        await world.SetPolicyAsync(mode: "earned", approvals: """{"expiresAfterHours":10}""");
        var held = await world.DecideAsync();
        world.Clock.Advance(TimeSpan.FromHours(10));

        Assert.Equal(ReasonIds.Expired, (await world.LookAtAsync(held)).Claims[0].Ruling.Reasons[0].Id);
        Assert.IsType<ApprovalResult.Expired>(await world.AnswerAsync(held, Says(Approve)));
        Assert.Empty(await world.PaidAsync("#1001"));
    }

    [Theory]
    [InlineData(RefundState.Failed, false, true)]
    [InlineData(RefundState.Failed, true, false)]
    [InlineData(RefundState.Planned, false, false)]
    [InlineData(RefundState.Submitted, true, false)]
    [InlineData(RefundState.Pending, true, false)]
    [InlineData(RefundState.Unknown, true, false)]
    [InlineData(RefundState.Succeeded, true, false)]
    public async Task Only_a_refund_that_failed_before_any_provider_heard_of_it_is_made_again(RefundState state, bool submitted, bool again)
    {
        var held = await world.DecideAsync();
        var earlier = Samples.Entry(Tenant, "c1") with { State = state, SubmittedAt = submitted ? Samples.Noon : null };
        var evidence = await world.Get<EvidenceRoom>().GatherAsync(held.Papers!.Ticket, default);
        var policy = (await world.Get<ActiveContext>().ReadAsync(Tenant, default)).Policy;

        var (heard, obstacle) = ApprovalReview.WithMoney(held, held.Claims[0], Says(Approve), evidence, earlier, DaySpend.Nothing, policy, world.Clock.GetUtcNow());

        Assert.Equal(again, heard?.Answer is not null);
        Assert.Equal(again ? null : ApprovalObstacle.CaseChanged, (obstacle as ApprovalResult.Refused)?.Obstacle);
    }

    private async Task<(RefundState State, DateTimeOffset? SubmittedAt)> LedgerRowAsync(DecisionRecord record)
    {
        var row = await world.Get<IRefundLedger>().FindAsync(Tenant, Mara, RefundKey.For(Tenant, record.Id, ClaimId.From("c1")), default);
        return (row!.State, row.SubmittedAt);
    }

    private async Task<ApprovalObstacle> RefusedAsync(DecisionRecord record, PersonsAnswer said) =>
        Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(record, said)).Obstacle;

    private async Task StillWaitsAsync(DecisionRecord held, long paid = 0)
    {
        Assert.Equal(CanonicalJson.Write(held), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.Equal(paid, (await world.PaidAsync("#1001")).Sum(amount => amount.MinorUnits));
    }
}
