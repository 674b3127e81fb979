using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Records;

public sealed class ClaimReviewsTests
{
    private static readonly DecisionRecord Record = Samples.Record(Samples.Ticket(TenantId.From("t")));
    private static readonly ClaimRecord Drawn = Record.Claims[0] with { Autonomy = Autonomy.None with { State = AutonomyState.Auto, ReviewShare = 0.05m, Drawn = true } };

    [Fact]
    public void What_was_drawn_and_acted_alone_wants_a_review() => Assert.True(Drawn.WantsReview());

    [Fact]
    public void What_was_not_drawn_or_came_to_a_person_anyway_does_not()
    {
        var deny = (Ruling.Deny)Drawn.Ruling;
        ClaimRecord[] others =
        [
            Drawn with { Autonomy = Drawn.Autonomy with { Drawn = false } },
            Drawn with { Autonomy = Drawn.Autonomy with { State = AutonomyState.Earned } },
            Drawn with { Ruling = deny with { Hold = Hold.DailyLimit }, Status = ClaimStatus.PendingApproval },
            Drawn with { Ruling = new Ruling.Escalate { To = Roles.Agent, Reasons = deny.Reasons } },
            Drawn with { Ruling = new Ruling.Ask { Missing = ["a photo"], Reasons = deny.Reasons } },
            Drawn with { Wait = new ClaimWait(Samples.Noon, Samples.Noon, Samples.Noon) { Ended = new WaitEnd(Samples.Noon, deny) } },
            Drawn with { ReviewedAt = Samples.Noon },
        ];

        Assert.All(others, claim => Assert.False(claim.WantsReview()));
    }

    [Theory]
    [InlineData(FeedbackKind.Ruling, true)]
    [InlineData(FeedbackKind.Confirm, true)]
    [InlineData(FeedbackKind.Amount, true)]
    [InlineData(FeedbackKind.Audit, true)]
    [InlineData(FeedbackKind.ReplyEdit, false)]
    [InlineData(FeedbackKind.Csat, false)]
    [InlineData(FeedbackKind.Reopen, false)]
    [InlineData(FeedbackKind.Dispute, false)]
    public void A_persons_judgement_of_the_claim_reviews_it_and_nothing_else_does(FeedbackKind kind, bool reviews)
    {
        var record = Record with { Claims = [Drawn, Drawn with { Id = ClaimId.From("c2") }] };
        var feedback = Samples.Feedback(record.Tenant, "e1", record.Id.Value) with { Kind = kind, Claim = ClaimId.From("c2") };

        var reviewed = record.ReviewedBy(feedback);

        Assert.Equal(reviews ? [null, feedback.At] : null, reviewed?.Claims.Select(claim => claim.ReviewedAt));
        Assert.Equal(reviews ? ReviewState.Wanted : null, reviewed?.Review);
        Assert.Null(reviewed?.ReviewedBy(feedback));
    }

    [Fact]
    public void A_decision_is_done_when_all_that_was_drawn_is()
    {
        Assert.Null(Record.Review);
        Assert.Equal(ReviewState.Done, (Record with { Claims = [Record.Claims[0], Drawn with { ReviewedAt = Samples.Noon }] }).Review);
    }
}
