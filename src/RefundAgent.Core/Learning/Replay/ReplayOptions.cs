using RefundAgent.Feedback;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning.Replay;

/// <summary>Which verdicts come back to the learner.</summary>
public enum ReplayFeedback
{
    /// <summary>Every one: how well the learner follows people.</summary>
    All,

    /// <summary>Those that live operation would get: what waits for a person, and the random review. The honest forecast.</summary>
    Reviewed,
}

/// <summary>How a history is replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>An epoch closes, and a new head comes in force, every so many labelled cases.</summary>
    public int Batch { get; init; } = 25;

    /// <summary>Cases a reported window has.</summary>
    public int Window { get; init; } = 50;

    /// <summary>Different people that must stand behind a learned ruling before it may act alone.</summary>
    public int Quorum { get; init; } = 1;

    public ReplayFeedback Feedback { get; init; } = ReplayFeedback.All;

    /// <summary>Parts of learning that are left out, to measure what they are worth.</summary>
    public Ablation Without { get; init; }

    /// <summary>Whose verdicts are taken out at the end; null for nobody's.</summary>
    public PrincipalId? Revoke { get; init; }

    /// <summary>What staff would have written and a model would have made of it, to measure what that is worth; null for verdicts alone.</summary>
    public LessonScript? Lessons { get; init; }
}

/// <summary>A pretended model, and pretended words for it to read.</summary>
/// <param name="Note">What the reviewer wrote about a case; blank for nothing.</param>
/// <param name="Write">What the model makes of it.</param>
public sealed record LessonScript(Func<HistoryLine, string> Note, Func<LessonRequest, LessonDraft> Write);
