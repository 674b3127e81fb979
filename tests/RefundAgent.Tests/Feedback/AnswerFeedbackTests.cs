using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Learning;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Feedback;

/// <summary>What the learner makes of an answer, which has by then become the ruling itself.</summary>
public sealed class AnswerFeedbackTests
{
    [Theory]
    [InlineData(ApprovalVerdict.Approve, null, Outcome.Approve, 48_00, 1)]
    [InlineData(ApprovalVerdict.Approve, 20_00, Outcome.Approve, 20_00, 0)]
    [InlineData(ApprovalVerdict.Reject, null, Outcome.Deny, null, 0)]
    public async Task An_answer_is_measured_by_the_ruling_that_waited(ApprovalVerdict verdict, int? edited, Outcome taught, int? cents, int agreed)
    {
        await using var world = await ApprovalWorld.OpenAsync();
        var held = await world.DecideAsync();
        await world.AnswerAsync(held, ApprovalWorld.Says(verdict, cents: edited));

        var about = LabelledCases.Of(await world.FindAsync(held), null)!;
        var said = new LedgerEntry(1, world.Heard.Events[0]);
        var given = Verdict.Of(said, about)!;
        var learner = Learner.Start(LearnerTerms.Of(LearningCases.Policy));
        learner.Observe(new LabelledEvent(said, about));
        var tally = learner.Head(new HeadTerms { Policy = LearningCases.Policy }, default).Segments[about.Segment];

        Assert.Equal((Outcome.Approve, Samples.Usd(48_00)), (about.Ruled, about.RuledAmount));
        Assert.Equal((taught, cents is { } sum ? Samples.Usd(sum) : (Money?)null), (given.Outcome, given.Amount));
        Assert.Equal((agreed, 1), (tally.Agreed, tally.Reviewed));
    }
}
