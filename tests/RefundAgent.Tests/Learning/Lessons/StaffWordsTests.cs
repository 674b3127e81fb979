using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning.Lessons;

public sealed class StaffWordsTests
{
    private static readonly LedgerEntry Words = Said(1, 1, FeedbackKind.Ruling, Outcome.Deny).Noting();

    [Theory]
    [InlineData(FeedbackKind.Ruling, Roles.Agent, true)]
    [InlineData(FeedbackKind.Confirm, Roles.Manager, true)]
    [InlineData(FeedbackKind.Amount, Roles.Agent, true)]
    [InlineData(FeedbackKind.Audit, Roles.Manager, true)]
    [InlineData(FeedbackKind.ReplyEdit, Roles.Agent, true)]
    [InlineData(FeedbackKind.Audit, Roles.Agent, false)]
    [InlineData(FeedbackKind.Ruling, Roles.System, false)]
    [InlineData(FeedbackKind.ReplyEdit, Roles.System, false)]
    [InlineData(FeedbackKind.ReplyEdit, Roles.Operator, false)]
    [InlineData(FeedbackKind.Csat, Roles.Agent | Roles.System, false)]
    [InlineData(FeedbackKind.Reopen, Roles.Manager, false)]
    [InlineData(FeedbackKind.Dispute, Roles.System, false)]
    [InlineData(FeedbackKind.Lesson, Roles.Manager, false)]
    public void Only_words_of_support_staff_are_asked_about(FeedbackKind kind, Roles roles, bool asked) =>
        Assert.Equal(asked, Fold([Said(1, 1, kind, Outcome.Deny, roles: roles, amount: kind == FeedbackKind.Amount ? "1.00" : null).Noting()], _ => Case(1)).Words.Due(Noon).Any());

    [Theory]
    [InlineData("", false)]
    [InlineData("no", false)]
    [InlineData("eleven lett", false)]
    [InlineData("twelve lette", true)]
    public void Who_writes_hardly_anything_is_not_asked_about(string note, bool asked) =>
        Assert.Equal(asked, Fold([Said(1, 1, FeedbackKind.Ruling, Outcome.Deny).Noting(note)], _ => Case(1)).Words.Due(Noon).Any());

    [Fact]
    public void An_answer_ends_it_be_it_that_there_is_nothing_to_learn() =>
        Assert.Empty(Fold([Words, Words.Teaching(2, Array.Empty<LessonTone>())], _ => Case(1)).Words.Due(Noon));

    [Fact]
    public void After_three_failures_nobody_asks_again()
    {
        var learner = Fold([Words, Words.Failing(2, 1), Words.Failing(3, 2)], _ => Case(1));
        Assert.Equal(2, Assert.Single(learner.Words.Due(Noon)).Attempts);

        Assert.Empty(GoOn(learner, [Words.Failing(4, 3)], _ => Case(1)).Words.Due(Noon));
    }

    [Fact]
    public void A_late_answer_after_that_teaches_nothing()
    {
        var learner = Fold([Words, Words.Failing(2, 1), Words.Failing(3, 2), Words.Failing(4, 3), Words.Teaching(5, LessonEvents.Text("Be warm and brief."))], _ => Case(1));

        Assert.Empty(learner.Tone(1));
    }

    [Fact]
    public void A_model_that_could_not_be_reached_is_left_alone_for_ten_minutes()
    {
        var learner = Fold([Words, Said(2, 2, FeedbackKind.Ruling, Outcome.Deny).Noting(), Words.Failing(3, 1, unavailable: true)], _ => Case(1));

        Assert.Empty(learner.Words.Due(Noon.AddMinutes(9)));
        Assert.Equal([0, 1], learner.Words.Due(Noon.AddMinutes(10)).Select(each => each.Attempts));
        Assert.Equal(2, learner.Words.Due(Noon.AddDays(-1)).Count());
    }

    [Fact]
    public void Of_a_flood_the_newest_are_asked_about()
    {
        var learner = Fold(Enumerable.Range(1, StaffWords.Most + 5).Select(i => Said(i, 1, FeedbackKind.Ruling, Outcome.Deny).Noting()), _ => Case(1));

        Assert.Equal(StaffWords.Most, learner.Words.Due(Noon).Count());
        Assert.Equal("e6", learner.Words.Due(Noon).First().Of.Id.Value);
    }
}
