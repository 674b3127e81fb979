using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

public sealed class ComplaintsTests
{
    private static readonly AutonomyTerms Terms = new(0.95, 0.05, Usd("1000.00"));

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(1, 0.055)]
    [InlineData(Complaints.Most, 0.15)]
    public void Each_complaint_makes_people_look_a_tenth_more_often(int complaints, double share) =>
        Assert.Equal((decimal)share, SegmentStanding.Of([.. Enumerable.Range(1, 60).Select(i => HandMade.Judged(i))], true, Terms, complaints: complaints).ReviewShare);

    [Fact]
    public void A_decision_is_complained_about_once_and_only_the_newest_count()
    {
        var complaints = new Complaints([]);

        Assert.True(complaints.Add("s", new Complaint(Decision(1), 1)));
        Assert.False(complaints.Add("s", new Complaint(Decision(1), 2)));
        for (var i = 2; i <= 100; i++)
        {
            complaints.Add("s", new Complaint(Decision(i), i));
        }

        Assert.Equal(Complaints.Most, complaints.Of("s", since: 0));
        Assert.Equal(1, complaints.Of("s", since: 100));
        Assert.Equal(0, complaints.Of("another", since: 0));
        Assert.Equal(CanonicalJson.Write(complaints.All), CanonicalJson.Write(new Complaints(complaints.All).All));
    }

    [Theory]
    [InlineData(FeedbackKind.Reopen, null, true, true)]
    [InlineData(FeedbackKind.Csat, 1, true, true)]
    [InlineData(FeedbackKind.Csat, 3, true, false)]
    [InlineData(FeedbackKind.Csat, 5, true, false)]
    [InlineData(FeedbackKind.Reopen, null, false, false)]
    public void Only_a_customer_who_came_back_from_what_the_agent_did_alone_is_counted(FeedbackKind kind, int? score, bool alone, bool counts)
    {
        var about = Case(1, ruled: Outcome.Deny) with { ActedAlone = alone };
        var learner = Learner.Start(LearningCases.Terms);

        Assert.Equal(counts, learner.Observe(new LabelledEvent(Said(1, 1, kind, by: "helpdesk", roles: Roles.System, score: score), about)));
        Assert.Empty(learner.Head().Items);
        Assert.Equal(counts ? 1 : 0, learner.Checkpoint().Complaints.Length);
    }
}
