using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Feedback;

namespace RefundAgent.Records;

/// <summary>
/// Rulings of rules marked auto that were drawn for review: nothing of them waits, so that somebody has to be shown them afterwards.
/// </summary>
public static class ClaimReviews
{
    /// <summary>Was drawn, acted alone, and nobody has judged it yet. What came to a person after all is judged there.</summary>
    public static bool WantsReview(this ClaimRecord claim) =>
        claim is { Autonomy: { State: AutonomyState.Auto, Drawn: true }, ReviewedAt: null, Ruling: Ruling.Approve or Ruling.Deny }
        && !claim.Ruling.WaitsForPerson
        && !claim.HasWaited();

    /// <returns>The record with the claim that was judged as reviewed; null where the feedback reviews nothing.</returns>
    public static DecisionRecord? ReviewedBy(this DecisionRecord record, FeedbackEvent feedback)
    {
        var claim = Judges(feedback) ? record.Claims.FirstOrDefault(each => each.Id == feedback.Claim && each.WantsReview()) : null;
        return claim is null ? null : record with { Claims = record.Claims.Replace(claim, claim with { ReviewedAt = feedback.At }) };
    }

    private static bool Judges(FeedbackEvent feedback) =>
        feedback.Kind is FeedbackKind.Ruling or FeedbackKind.Confirm or FeedbackKind.Amount or FeedbackKind.Audit;
}

/// <summary>Of a decision of which something was drawn to be looked at after it was carried out.</summary>
public enum ReviewState
{
    /// <summary>A person has yet to say whether it was right.</summary>
    Wanted,

    /// <summary>People have judged all of it that was drawn.</summary>
    Done,
}
