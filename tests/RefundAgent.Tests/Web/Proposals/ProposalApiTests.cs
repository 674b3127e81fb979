using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Tests.Web.Context;
using RefundAgent.Web.Auth;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Web.Proposals;

public sealed class ProposalApiTests
{
    private static readonly PolicyProposal Wider = new()
    {
        Id = new ProposalId("w1"),
        Kind = PolicyProposalKind.WiderDiscretion,
        When = new Condition.Compare("booking.cabin", Operator.Eq, [FactValue.Of("business")]),
        Outcome = Outcome.Approve,
        Cases = 9,
        Agreed = 8,
        Reviewers = [Olga],
    };

    [Fact]
    public async Task An_accepted_proposal_is_a_rule_of_the_policy_in_force_and_waits_no_more()
    {
        await using var agent = await StartAsync(Wider);
        var before = (await agent.GetAsync("api/context", "agent"))["policyVersion"];

        var waiting = await agent.GetAsync("api/proposals", "manager");
        var accepted = await agent.PostAsync("api/proposals/w1/accept", new { note = "agreed with finance" }, "operator");
        var again = await agent.PostAsync("api/proposals/w1/accept", "", "operator");
        var rejected = await agent.PostAsync("api/proposals/w1/reject", "", "operator");
        var answered = await agent.GetAsync("api/proposals", "manager");

        Assert.Equal("waiting", waiting.Json.GetProperty("proposals")[0].GetProperty("status").GetString());
        Assert.Equal((200, "accepted", 200, again.Text), (accepted.Code, accepted["status"], again.Code, accepted.Text));
        Assert.Equal((409, "urn:refund-agent:problem:already-answered"), (rejected.Code, rejected["type"]));
        Assert.Equal("accepted", Assert.Single(answered.Json.GetProperty("proposals").EnumerateArray()).GetProperty("status").GetString());
        var pointer = await agent.Get<IContextStore>().ReadPointerAsync(DefaultTenant.Id, default);
        var policy = agent.Get<IPolicyParser>().Parse((await agent.Get<IPolicyStore>().FindAsync(DefaultTenant.Id, pointer.Policy!.Value, default))!.Json);
        Assert.NotEqual(before, policy.Version.Value);
        Assert.Equal(("learned-w1", Handling.Earned), (policy.Rules[^1].Id, policy.Rules[^1].Handling));
    }

    [Fact]
    public async Task A_rejected_proposal_is_not_asked_again_and_changes_nothing()
    {
        await using var agent = await StartAsync(Wider);
        var before = await agent.Get<IContextStore>().ReadPointerAsync(DefaultTenant.Id, default);

        var rejected = await agent.PostAsync("api/proposals/w1/reject", "", "operator");

        Assert.Equal((200, "rejected"), (rejected.Code, rejected["status"]));
        Assert.Equal(before.Policy, (await agent.Get<IContextStore>().ReadPointerAsync(DefaultTenant.Id, default)).Policy);
        Assert.Equal(409, (await agent.PostAsync("api/proposals/w1/accept", "", "operator")).Code);
    }

    [Fact]
    public async Task A_proposal_that_the_policy_has_outgrown_is_refused_and_goes_on_waiting()
    {
        await using var agent = await StartAsync(Wider with { Kind = PolicyProposalKind.OverruledRule, Rule = "gone" });

        var refused = await agent.PostAsync("api/proposals/w1/accept", "", "operator");

        Assert.Equal((409, "urn:refund-agent:problem:stale-proposal"), (refused.Code, refused["type"]));
        Assert.Contains("'gone'", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("waiting", (await agent.GetAsync("api/proposals", "operator")).Json.GetProperty("proposals")[0].GetProperty("status").GetString());
        Assert.Equal(404, (await agent.PostAsync("api/proposals/w2/accept", "", "operator")).Code);
    }

    private static async Task<Agent> StartAsync(PolicyProposal proposal)
    {
        var agent = await Agent.StartAsync();
        await agent.LearnAsync(Head(Guideline("first")) with { Proposals = [proposal] });
        return agent;
    }
}
