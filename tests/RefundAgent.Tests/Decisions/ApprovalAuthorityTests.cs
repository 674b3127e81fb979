using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>A person's role sets how much they may approve, and above a sum one person is not enough.</summary>
public sealed class ApprovalAuthorityTests : IAsyncLifetime
{
    private const ApprovalVerdict Approve = ApprovalVerdict.Approve;
    private const ApprovalVerdict Reject = ApprovalVerdict.Reject;
    private const Roles Both = Roles.Agent | Roles.Manager;

    private ApprovalWorld world = null!;

    public async Task InitializeAsync() => world = await OpenAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData(null, Roles.Agent, null, true)]
    [InlineData("48.00", Roles.Agent, null, true)]
    [InlineData("47.99", Roles.Agent, null, false)]
    [InlineData("47.99", Roles.Agent, 4799L, true)]
    [InlineData("20.00", Roles.Agent, 2001L, false)]
    [InlineData("0", Roles.Agent, 1L, false)]
    [InlineData("0", Roles.Agent | Roles.Operator | Roles.System, null, false)]
    [InlineData("0", Roles.Manager, null, true)]
    [InlineData("0", Both, null, true)]
    public async Task An_agent_approves_up_to_their_limit_and_a_manager_above_it(string? limit, Roles roles, long? cents, bool counts)
    {
        await world.SetPolicyAsync(approvals: limit is null ? "{}" : $$"""{"agentUpTo":"{{limit}}"}""");
        var held = await world.DecideAsync();

        var result = await world.AnswerAsync(held, Says(Approve, cents: cents, roles: roles));

        if (counts)
        {
            Assert.IsType<ApprovalResult.Counted>(result);
            Assert.Equal([Samples.Usd(cents ?? 48_00)], await world.PaidAsync("#1001"));
        }
        else
        {
            Assert.Contains($"up to {limit}", Assert.IsType<ApprovalResult.BeyondRole>(result).Why, StringComparison.Ordinal);
            await StillWaitsAsync(held);
            Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, "max", cents, roles: Roles.Manager)));
        }
    }

    [Fact]
    public async Task A_denial_is_confirmed_and_anything_is_rejected_by_either()
    {
        await world.SetPolicyAsync(approvals: """{"agentUpTo":"0","fourEyesAbove":"0"}""");

        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(await world.DecideDenialAsync(), Says(Approve)));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(await world.DecideAsync(ticket: "t2"), Says(Reject)));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(await world.DecideAsync(ticket: "t3"), Says(Reject, roles: Roles.Manager)));
    }

    [Fact]
    public async Task The_limit_is_the_one_in_force_now()
    {
        var held = await world.DecideAsync();
        await world.SetPolicyAsync(approvals: """{"agentUpTo":"10.00"}""");
        Assert.IsType<ApprovalResult.BeyondRole>(await world.AnswerAsync(held, Says(Approve)));

        await world.SetPolicyAsync(approvals: """{"agentUpTo":"100.00"}""");
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve)));
    }

    [Fact]
    public async Task Above_the_threshold_the_first_word_is_kept_and_the_second_persons_pays()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"47.99"}""");
        var held = await world.DecideAsync();

        var agreed = Assert.IsType<ApprovalResult.Agreed>(await world.AnswerAsync(held, Says(Approve, note: "photo seen"))).Record;

        Assert.Equal((RecordState.Complete, ClaimStatus.PendingApproval), (agreed.State, agreed.Status));
        Assert.Equal(new ApprovalAgreement(agreed.Claims[0].Agreement!.By, Roles.Agent, world.Clock.GetUtcNow(), Samples.Usd(48_00)), agreed.Claims[0].Agreement);
        Assert.Equal(("ann", "photo seen", (string?)null), (agreed.Claims[0].Agreement!.By.Value, agreed.Papers!.Claims[0].AgreementNote, agreed.Papers.Claims[0].AnswerNote));
        Assert.Equal(CanonicalJson.Write(agreed), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.Empty(await world.PaidAsync("#1001"));
        Assert.Empty(world.Heard.Deliveries);

        world.Clock.Advance(TimeSpan.FromHours(1));
        var paid = Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, "max", note: "fine", roles: Roles.Manager))).Record;

        Assert.Equal([Samples.Usd(48_00)], await world.PaidAsync("#1001"));
        Assert.Equal(("ann", "max"), (paid.Claims[0].Agreement?.By.Value, paid.Claims[0].Answer?.By.Value));
        Assert.Equal(("photo seen", "fine"), (paid.Papers!.Claims[0].AgreementNote, paid.Papers.Claims[0].AnswerNote));
        Assert.Equal(("max", "fine"), (Assert.Single(world.Heard.Events).By.Value, world.Heard.Events[0].Note));
    }

    [Fact]
    public async Task At_the_threshold_one_person_is_enough_and_the_sum_that_is_paid_is_what_counts()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"20.00"}""");

        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(await world.DecideAsync(), Says(Approve, cents: 20_00)));
    }

    [Fact]
    public async Task The_same_person_again_is_no_second_person()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        var agreed = Assert.IsType<ApprovalResult.Agreed>(await world.AnswerAsync(held, Says(Approve, roles: Both))).Record;

        foreach (var again in new[] { Says(Approve, roles: Both), Says(Approve, roles: Roles.Manager), Says(Approve, cents: 48_00, roles: Both) })
        {
            Assert.Equal(agreed.Claims[0].Agreement, Assert.IsType<ApprovalResult.SecondPersonNeeded>(await world.AnswerAsync(held, again)).First);
        }

        Assert.Equal(CanonicalJson.Write(agreed), CanonicalJson.Write(await world.FindAsync(held)));
    }

    [Fact]
    public async Task One_of_the_two_is_a_manager()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve));

        Assert.Contains("one of them a manager", Assert.IsType<ApprovalResult.BeyondRole>(await world.AnswerAsync(held, Says(Approve, "ben"))).Why, StringComparison.Ordinal);
        Assert.Equal("ann", (await world.FindAsync(held)).Claims[0].Agreement?.By.Value);
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager)));
    }

    [Fact]
    public async Task An_agent_agrees_second_where_a_manager_was_first()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager));

        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve)));
    }

    [Fact]
    public async Task An_agents_own_limit_holds_for_an_agreement_too()
    {
        await world.SetPolicyAsync(approvals: """{"agentUpTo":"20.00","fourEyesAbove":"40.00"}""");
        var held = await world.DecideAsync();

        Assert.IsType<ApprovalResult.BeyondRole>(await world.AnswerAsync(held, Says(Approve)));
        await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager));
        Assert.IsType<ApprovalResult.BeyondRole>(await world.AnswerAsync(held, Says(Approve)));

        Assert.Empty(await world.PaidAsync("#1001"));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, "mia", roles: Roles.Manager)));
    }

    [Fact]
    public async Task Whoever_agrees_to_another_sum_takes_the_first_ones_place()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"10.00"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve, note: "all of it"));

        var agreed = Assert.IsType<ApprovalResult.Agreed>(await world.AnswerAsync(held, Says(Approve, "max", 30_00, roles: Roles.Manager))).Record;
        Assert.Equal(("max", Samples.Usd(30_00), (string?)null), (
            agreed.Claims[0].Agreement!.By.Value, agreed.Claims[0].Agreement!.Amount, agreed.Papers!.Claims[0].AgreementNote));
        Assert.Equal(CanonicalJson.Write(agreed), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.IsType<ApprovalResult.Agreed>(await world.AnswerAsync(held, Says(Approve, "max", 31_00, roles: Roles.Manager)));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, cents: 31_00)));

        Assert.Equal([Samples.Usd(31_00)], await world.PaidAsync("#1001"));
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("ben")]
    public async Task Anybody_rejects_what_one_person_agreed_to_and_that_is_the_end(string by)
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve, roles: Roles.Manager));

        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Reject, by)));

        Assert.IsType<ApprovalResult.AlreadyAnswered>(await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager)));
        Assert.Empty(await world.PaidAsync("#1001"));
        Assert.Equal((by, (Outcome?)Outcome.Deny), (Assert.Single(world.Heard.Events).By.Value, world.Heard.Events[0].Outcome));
    }

    [Fact]
    public async Task A_small_sum_after_an_agreement_to_a_large_one_is_one_persons_word_alone()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"40.00"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve, note: "all of it"));

        var record = Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(held, Says(Approve, "ben", 40_00))).Record;

        Assert.Equal((null, null, "ben"), (record.Claims[0].Agreement, record.Papers!.Claims[0].AgreementNote, record.Claims[0].Answer?.By.Value));
    }

    [Fact]
    public async Task An_agreement_gives_way_to_what_can_be_given_back_when_the_second_person_answers()
    {
        await world.SetPolicyAsync(approvals: """{"fourEyesAbove":"0"}""");
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, Says(Approve));
        await world.SetPolicyAsync(perRefund: "30.00", approvals: """{"fourEyesAbove":"0"}""");

        Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager)));
        await world.SetPolicyAsync(mode: "off");
        Assert.Equal(
            ApprovalObstacle.ModeOff, Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(held, Says(Approve, "max", roles: Roles.Manager))).Obstacle);
    }

    private async Task StillWaitsAsync(DecisionRecord held)
    {
        Assert.Equal(CanonicalJson.Write(held), CanonicalJson.Write(await world.FindAsync(held)));
        Assert.Empty(await world.PaidAsync("#1001"));
    }
}
