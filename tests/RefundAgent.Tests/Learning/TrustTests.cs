using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Learning;

/// <summary>Who may teach the agent to give money away, and who may only stop it.</summary>
public sealed class TrustTests
{
    private static readonly string[] People = ["ann", "bob", "cem"];

    /// <summary>Refunds make customers happy and explained refusals do not: an agent that learns from that drifts towards paying.</summary>
    [Theory]
    [InlineData(Roles.None)]
    [InlineData(Roles.System)]
    [InlineData(Roles.Agent)]
    [InlineData(Roles.Manager)]
    [InlineData(Roles.Operator)]
    [InlineData(Roles.System | Roles.Agent | Roles.Manager | Roles.Operator)]
    public void A_thousand_customers_who_praise_refunds_and_complain_of_refusals_move_no_cent(Roles roles)
    {
        var team = new TaughtTeam().Teach(160, People);
        var cases = Enumerable.Range(0, 20).Select(i => team.Decide(i % 2 == 0 ? "weather" : "health")).ToList();
        var (head, rulings) = (team.Head, team.Probe());

        for (var i = 0; i < 1000; i++)
        {
            var about = cases[i % cases.Count];
            var paid = about.Ruled == Outcome.Approve;
            var kind = paid || i % 3 == 0 ? FeedbackKind.Csat : FeedbackKind.Reopen;
            var counted = team.Say(about, kind, $"customer-{i}", roles, Outcome.Approve, kind == FeedbackKind.Csat ? paid ? 5 : 1 : null, mustPass: true);
            Assert.True(!counted || (!paid && i < cases.Count), "praise counts for nothing, and a complaint once");
        }

        Assert.Contains("\"approve\"", rulings, StringComparison.Ordinal);
        Assert.Contains("\"deny\"", rulings, StringComparison.Ordinal);
        Assert.Equal(rulings, team.Probe());
        Assert.Equal(CanonicalJson.Write(head.Items), CanonicalJson.Write(team.Head.Items));
        Assert.Equal(head.Segments.Keys, team.Head.Segments.Keys);
        Assert.All(team.Head.Segments, each =>
        {
            var before = head.Segments[each.Key];
            Assert.Equal(before, each.Value with { ReviewShare = before.ReviewShare, Complaints = before.Complaints });
            Assert.InRange(each.Value.ReviewShare, before.ReviewShare, 1);
        });
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 2)]
    public void One_member_of_staff_or_two_customers_are_no_quorum_however_often_they_agree(int people, int customers)
    {
        var team = new TaughtTeam(Quorum.Default, customers).Teach(300, People[..people]);

        Assert.Contains(team.Head.Segments, each => each.Value is { LowerBound: >= 0.95, Reviewed: > 60 } && each.Key.StartsWith("guideline:", StringComparison.Ordinal));
        Assert.DoesNotContain(team.Head.Segments, each => each.Value.Earned);
        Assert.Equal(Hold.NotEarned, Assert.IsType<Ruling.Approve>(team.Ask("weather").Ruling).Hold);
        Assert.Equal(Hold.NotEarned, Assert.IsType<Ruling.Deny>(team.Ask("health").Ruling).Hold);
    }

    [Fact]
    public void Two_members_of_staff_and_three_customers_let_a_guideline_act_after_fifty_two_clean_reviews_and_not_before()
    {
        var team = new TaughtTeam(Quorum.Default, customers: 3).Teach(40, "ann", "bob");
        var acted = 0;
        for (var i = 0; i < 150; i++)
        {
            team.Say(i % 2 == 0 ? "weather" : "health", i % 2 == 0 ? Outcome.Approve : Outcome.Deny, i % 4 < 2 ? "ann" : "bob");
            foreach (var (segment, tally) in team.Head.Segments)
            {
                Assert.True(!tally.Earned || (tally.Reviewed >= 52 && tally.LowerBound >= 0.95 && tally.ReviewShare >= 0.05m), $"{segment}: {tally}");
                acted += tally.Earned ? 1 : 0;
            }
        }

        Assert.True(acted > 0);
        Assert.Null(Assert.IsType<Ruling.Approve>(team.Ask("weather").Ruling).Hold);
        Assert.Equal("200.00 USD", Assert.IsType<Ruling.Approve>(team.Ask("weather").Ruling).Amount.ToString());
        Assert.Null(Assert.IsType<Ruling.Deny>(team.Ask("health").Ruling).Hold);
    }

    [Theory]
    [InlineData(FeedbackKind.Dispute)]
    [InlineData(FeedbackKind.FraudWarning)]
    public void What_a_bank_takes_back_demotes_the_segment_is_held_against_what_was_cited_and_labels_nothing(FeedbackKind kind)
    {
        var team = new TaughtTeam().Teach(160, People);
        var paid = team.Decide("weather");
        var before = team.Head;
        Assert.True(before.Segments[paid.Segment].Earned);
        Assert.NotEmpty(paid.Items);
        var cases = CanonicalJson.Write(team.Learner.Cases);

        Assert.True(team.Say(paid, kind, "payments", Roles.System));

        Assert.False(team.Head.Segments[paid.Segment].Earned);
        Assert.Equal(Hold.NotEarned, Assert.IsType<Ruling.Approve>(team.Ask("weather").Ruling).Hold);
        Assert.Equal(cases, CanonicalJson.Write(team.Learner.Cases));
        var blamed = team.Head.Items.Where(item => item.Harmful != before.Items.Single(each => each.Id == item.Id).Harmful).ToList();
        Assert.Equal(paid.Items.Order(ById), blamed.Select(item => item.Id).Order(ById));
        Assert.All(blamed, item => Assert.Equal(before.Items.Single(each => each.Id == item.Id).Harmful + 1, item.Harmful));
    }

    /// <summary>A bank speaks 90 days later: in the ruling's old place its word would be outlived by the agreement that came since.</summary>
    [Fact]
    public void A_dispute_of_a_ruling_of_long_ago_counts_as_of_today()
    {
        var team = new TaughtTeam().Teach(160, People);
        var old = team.Say("weather", Outcome.Approve, "ann");
        team.Teach(112, People);
        Assert.True(team.Head.Segments[old.Segment].Earned);

        for (var i = 0; i < 4; i++)
        {
            team.Say(old, FeedbackKind.Dispute, "payments", Roles.System);
        }

        var tally = team.Head.Segments[old.Segment];
        Assert.Equal(tally.Reviewed - 1, tally.Agreed);
        var bound = Autonomy.WilsonLowerBound(tally.Agreed, tally.Reviewed);
        Assert.Equal(bound, tally.LowerBound, 12);
        Assert.Equal(Outcome.Approve, team.Learner.Cases.Single(each => each.Decision == old.Decision).Label.Outcome);
    }

    [Fact]
    public void A_refund_that_failed_says_nothing_of_the_ruling()
    {
        var team = new TaughtTeam().Teach(40, People);
        var state = team.State;

        Assert.False(team.Say(team.Decide("weather"), FeedbackKind.RefundFailed, "payments", Roles.System));

        Assert.Equal(state, team.State);
    }

    [Fact]
    public void Only_a_manager_makes_a_case_one_that_must_pass()
    {
        var team = new TaughtTeam();
        var about = team.Say("weather", Outcome.Approve, "ann");
        bool MustPass() => team.Learner.Cases.Single(each => each.Decision == about.Decision).MustPass;

        team.Say(about, FeedbackKind.Ruling, "bob", Roles.Agent, Outcome.Approve, mustPass: true);
        Assert.False(MustPass());

        team.Say(about, FeedbackKind.Ruling, "mia", Roles.Agent | Roles.Manager, Outcome.Approve, mustPass: true);
        Assert.True(MustPass());

        team.Say(about, FeedbackKind.Ruling, "bob", Roles.Agent, Outcome.Deny);
        Assert.True(MustPass());
        Assert.Equal(Outcome.Approve, team.Learner.Cases.Single(each => each.Decision == about.Decision).Label.Outcome);
    }

    private static IComparer<LearnedItemId> ById { get; } = Comparer<LearnedItemId>.Create((one, other) => string.CompareOrdinal(one.Value, other.Value));
}
