using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>
/// Notes that a person has judged what was drawn for review. Called once the feedback is safe in its queue: after a crash in between the
/// decision is shown once more, and never the other way round.
/// </summary>
public sealed class ReviewDesk(IDecisionRecords records)
{
    /// <param name="record">As it was found; nothing is read or written unless the feedback reviews a claim of it.</param>
    /// <param name="feedback">On the decision.</param>
    public async Task NoteAsync(DecisionRecord? record, FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        while (record?.ReviewedBy(feedback) is { } reviewed && await records.ReplaceAsync(reviewed, null, cancellationToken) is null)
        {
            record = await records.FindAsync(feedback.Tenant, feedback.Decision, cancellationToken);
        }
    }
}
