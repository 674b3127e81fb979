using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Tests.Learning;

/// <summary>People change their minds, or disagree: what the learner makes of it, from the verdicts to the next proposal.</summary>
public sealed class ChangingTeamTests
{
    private static readonly string[] Team = ["ann", "bob", "cem", "dora"];

    [Fact]
    public void When_several_people_change_their_mind_the_old_cases_leave_the_trust_is_earned_anew_and_the_head_follows()
    {
        var team = new TaughtTeam().Teach(160, Team);
        var segment = team.Decide("weather").Segment;
        Assert.True(team.Tally(segment)!.Earned);

        var said = 0;
        while (team.Learner.TakeChanges() is [])
        {
            team.Say("weather", Outcome.Deny, Team[said++ % 4]);
            Assert.True(said < 30, "four people said it thirty times");
        }

        Assert.DoesNotContain(team.Learner.Cases, each => IsWeather(each) && each.Label.Outcome == Outcome.Approve);
        Assert.Equal(80, team.Learner.Cases.Count(each => !IsWeather(each)));
        Assert.True(team.Tally(segment) is null or { Earned: false, Reviewed: < 10 });
        Assert.Equal(Outcome.Deny, team.Ask("weather").Proposal.Outcome);
        Assert.Equal(Outcome.Deny, team.Ask("health").Proposal.Outcome);
    }

    [Fact]
    public void One_person_alone_does_not_turn_a_team_round()
    {
        var team = new TaughtTeam().Teach(160, Team);

        for (var i = 0; i < 30; i++)
        {
            team.Say("weather", Outcome.Deny, "ann");
        }

        Assert.Empty(team.Learner.TakeChanges());
        Assert.Equal(80, team.Learner.Cases.Count(each => IsWeather(each) && each.Label.Outcome == Outcome.Approve));
        Assert.All(Enumerable.Range(0, 30), i => Assert.NotEqual(Outcome.Deny, team.Ask("weather", 400 + i).Proposal.Outcome));
    }

    [Fact]
    public void Whoever_is_contradicted_waits_for_a_person_again()
    {
        var team = new TaughtTeam().Teach(160, Team);
        Assert.Null(Assert.IsType<Ruling.Approve>(team.Ask("weather").Ruling).Hold);

        for (var i = 0; i < 10; i++)
        {
            team.Say("weather", Outcome.Deny, "ann");
        }

        Assert.False(team.Ask("weather").Ruling is Ruling.Approve { Hold: null });
    }

    [Fact]
    public void Where_people_contradict_each_other_in_turn_a_person_decides_and_sees_both_sides()
    {
        var team = new TaughtTeam().Teach(60, Team);

        for (var i = 0; i < 48; i++)
        {
            team.Say("weather", i % 2 == 0 ? Outcome.Approve : Outcome.Deny, Team[i % 4]);
        }

        Assert.Empty(team.Learner.TakeChanges());
        Assert.Contains(team.Head.Items.OfType<LearnedItem.Guideline>(), each => each.Disputed);
        AssertShowsBothSides(team, team.Ask("weather").Proposal);
        Assert.Equal(Outcome.Deny, team.Ask("health").Proposal.Outcome);
    }

    [Fact]
    public void Where_people_contradict_each_other_on_the_very_same_case_a_person_sees_both_sides()
    {
        var team = new TaughtTeam().Teach(60, Team);
        team.Say("weather", Outcome.Approve, "ann", hours: 777);
        team.Say("weather", Outcome.Deny, "bob", hours: 777);
        team.Say("weather", Outcome.Approve, "ann", hours: 777);
        team.Say("weather", Outcome.Deny, "bob", hours: 777);

        AssertShowsBothSides(team, team.Ask("weather", 777).Proposal);
        Assert.Equal(Outcome.Approve, team.Ask("weather", 500).Proposal.Outcome);
    }

    private static void AssertShowsBothSides(TaughtTeam team, Proposal proposal)
    {
        Assert.Equal((Outcome.Escalate, "advisor:people-disagree→escalate"), (proposal.Outcome, proposal.Segment));
        var shown = team.Head.Items.OfType<LearnedItem.Precedent>().Where(each => proposal.Items.Contains(each.Id)).ToList();
        Assert.Equal([Outcome.Approve, Outcome.Deny], shown.Select(each => each.Outcome).Distinct().Order());
        Assert.Subset(proposal.Reasons.Select(reason => reason.Id).ToHashSet(), shown.Select(each => each.Id.Value).ToHashSet());
    }

    private static bool IsWeather(EvidenceCase each) => each.Facts[FactNames.ClaimReason] == FactValue.Of("weather");
}
