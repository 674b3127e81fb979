using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>What a policy's limits of a day do to real messages: the agent's own limit, and that of people's approvals.</summary>
public sealed class DayLimitTests
{
    private const string TwoADay = """{"alone":{"count":2}}""";

    [Fact]
    public async Task At_the_limit_the_agent_only_suggests_until_the_day_is_over_and_says_so_once()
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync("earned", perDay: TwoADay);
        var log = new HeardEvents<RefundExecutor>();

        var statuses = new List<ClaimStatus>();
        var decided = new List<DecisionRecord>();
        foreach (var number in Enumerable.Range(1, 4))
        {
            decided.Add(await CancelAsync(world, log, $"#70{number}"));
            statuses.Add(decided[^1].Status);
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = await CancelAsync(world, log, "#705");

        Assert.Equal([ClaimStatus.Executed, ClaimStatus.Executed, ClaimStatus.PendingApproval, ClaimStatus.PendingApproval], statuses);
        Assert.All(decided.Skip(2), record =>
        {
            var ruling = Assert.IsType<Ruling.Approve>(record.Claims[0].Ruling);
            Assert.Equal(Hold.DailyLimit, ruling.Hold);
            Assert.Equal(ReasonIds.PerDay, ruling.Reasons[^1].Id);
            Assert.Null(record.Claims[0].Refund);
        });
        Assert.Single(log.Ids, 3010);
        Assert.Equal(ClaimStatus.Executed, tomorrow.Status);
    }

    [Fact]
    public async Task A_sum_that_would_pass_the_limit_trips_the_day_even_where_a_smaller_one_would_have_fitted_after_it()
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync("earned", perDay: """{"alone":{"sum":"100.00"}}""");
        var log = new HeardEvents<RefundExecutor>();

        var paid = await CancelAsync(world, log, "#701", 60_00);
        var large = await CancelAsync(world, log, "#702", 60_00);
        var small = await CancelAsync(world, log, "#703", 1_00);

        Assert.Equal((ClaimStatus.Executed, ClaimStatus.PendingApproval, ClaimStatus.PendingApproval), (paid.Status, large.Status, small.Status));
    }

    [Fact]
    public async Task What_waits_for_the_day_is_paid_on_a_persons_word_which_counts_to_the_other_limit()
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync("earned", perDay: """{"alone":{"count":1},"approved":{"count":1}}""");
        var log = new HeardEvents<RefundExecutor>();
        await CancelAsync(world, log, "#701");
        var held = await CancelAsync(world, log, "#702");
        var another = await CancelAsync(world, log, "#703");

        var counted = Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(ApprovalVerdict.Approve)));
        var refused = Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(another, Says(ApprovalVerdict.Approve)));

        Assert.Equal(ClaimStatus.Executed, counted.Record.Status);
        Assert.Equal([10_00L], (await world.PaidAsync("#702")).Select(amount => amount.MinorUnits));
        Assert.Equal(ApprovalObstacle.NothingLeft, refused.Obstacle);
        Assert.Contains("limit.perDay", refused.Why, StringComparison.Ordinal);
        var waiting = (await world.FindAsync(another)).Claims[0];
        Assert.Equal((ClaimStatus.PendingApproval, true), (waiting.Status, waiting.Answer is null));
        var day = await world.Get<ISpendBook>().ReadAsync(Tenant, DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime), default);
        Assert.Equal([(RefundInitiator.Agent, 1), (RefundInitiator.Person, 1)], day.Totals.Select(total => (total.Initiator, total.Count)).Order());
    }

    [Fact]
    public async Task What_a_full_day_made_wait_can_be_approved_the_next_day_or_under_a_higher_limit()
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync(perDay: """{"approved":{"count":1}}""");
        var held = new List<DecisionRecord>();
        foreach (var order in new[] { "#701", "#702", "#703" })
        {
            held.Add(await world.DecideCancellationAsync(order, 10_00));
        }

        await world.AnswerAsync(held[0], Says(ApprovalVerdict.Approve));
        Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(held[1], Says(ApprovalVerdict.Approve)));
        await world.SetPolicyAsync(perDay: """{"approved":{"count":2}}""");
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held[1], Says(ApprovalVerdict.Approve)));
        Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(held[2], Says(ApprovalVerdict.Approve)));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held[2], Says(ApprovalVerdict.Approve)));
    }

    [Fact]
    public async Task A_full_day_stops_neither_a_rejection_nor_the_first_of_two_agreements()
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync(perDay: """{"approved":{"count":1}}""");
        var (first, second) = (await world.DecideCancellationAsync("#701", 10_00), await world.DecideCancellationAsync("#702", 10_00));
        await world.AnswerAsync(first, Says(ApprovalVerdict.Approve));
        await world.SetPolicyAsync(perDay: """{"approved":{"count":1}}""", approvals: """{"fourEyesAbove":"0"}""");

        Assert.IsType<ApprovalResult.Agreed>(await world.AnswerAsync(second, Says(ApprovalVerdict.Approve)));
        Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(second, Says(ApprovalVerdict.Approve, "max", roles: Roles.Manager)));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(second, Says(ApprovalVerdict.Reject)));
        Assert.Empty(await world.PaidAsync("#702"));
    }

    [Fact]
    public async Task Sixty_four_messages_at_once_are_paid_up_to_the_limit_and_never_over_it()
    {
        await using var world = await OpenAsync();
        await world.SetPolicyAsync("earned", perDay: """{"alone":{"count":20}}""");
        var log = new HeardEvents<RefundExecutor>();

        var decided = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => CancelAsync(world, log, $"#80{number:D2}")));

        Assert.Equal(20, decided.Count(record => record.Status == ClaimStatus.Executed));
        Assert.Equal(44, decided.Count(record => record.Status == ClaimStatus.PendingApproval));
        Assert.Single(log.Ids, 3010);
    }

    /// <summary>A cancellation that the policy pays at once, through the whole coordinator, with its log heard.</summary>
    private static async Task<DecisionRecord> CancelAsync(ApprovalWorld world, HeardEvents<RefundExecutor> log, string order, long cents = 10_00)
    {
        await world.Get<IOrderBook>().PutAsync(Tenant, Samples.Order(order, order, cents) with { Status = "pending" }, default);
        var refunds = new RefundExecutor(world.Get<IRefundLedger>(), world.Get<ISpendBook>(), world.Get<IRefundGateway>(), world.Clock, log);
        var intents = new Intents(
            refunds, world.Get<IFeedbackQueue>(), world.Get<RefundAgent.Helpdesks.TicketBell>(), world.Get<IDecisionRecords>(), world.Get<ActiveContext>(), world.Clock, NullLogger<Intents>.Instance);
        var desk = new RefundDesk(
            world.Get<MessageTurns>(), world.Get<ActiveContext>(), world.Get<EvidenceRoom>(), world.Get<RefundAgent.Reading.Conversation>(),
            world.Get<IAdvisor>(), intents, world.Get<IDecisionRecords>(), world.Get<DecisionMeter>(), world.Clock, NullLogger<RefundDesk>.Instance);
        return await desk.HandleAsync(world.Ticket($"Please cancel order {order}, I no longer need it.", ticket: order, customer: order), default);
    }
}
