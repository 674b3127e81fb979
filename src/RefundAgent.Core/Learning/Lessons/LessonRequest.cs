using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// All that a model may see of one thing that staff wrote: the person's words, and of the case what <see cref="LearnableFacts"/> lets
/// through. Nothing that a customer wrote is in it, and nothing that names one.
/// </summary>
public sealed record LessonRequest
{
    private const string Hashed = "text:";

    /// <summary>What conditions may name; values that were replaced by their hash say nothing and are left out.</summary>
    public required ImmutableSortedDictionary<string, FactValue> Facts { get; init; }

    /// <summary>What the person ruled on the case; null where they did not, so that only tone can be taught.</summary>
    public VerdictLabel? Verdict { get; init; }

    public int Fold { get; init; }

    /// <summary>Note and reason.</summary>
    public string? Note { get; init; }

    /// <summary>The answer as it was sent, where <see cref="EditedReply"/> is there.</summary>
    public string? SentReply { get; init; }

    public string? EditedReply { get; init; }

    /// <summary>How answers should sound already, as far as anybody said; a new note that means the same is a vote.</summary>
    public ImmutableArray<ShownTone> Known { get; init; } = [];

    /// <param name="about">The case that is written about.</param>
    /// <param name="verdict">What the writer ruled on it; null where they did not.</param>
    public static LessonRequest About(LabelledCase about, VerdictLabel? verdict) => new()
    {
        Facts = about.Facts.RemoveRange(about.Facts.Where(fact => IsHashed(fact.Value)).Select(fact => fact.Key)),
        Verdict = verdict,
        Fold = about.Fold,
    };

    public bool SaysNothing => string.IsNullOrWhiteSpace(Note) && string.IsNullOrWhiteSpace(EditedReply);

    private static bool IsHashed(FactValue value) => value switch
    {
        FactValue.Text text => text.Value.StartsWith(Hashed, StringComparison.Ordinal),
        FactValue.List list => list.Values.Any(entry => entry.StartsWith(Hashed, StringComparison.Ordinal)),
        _ => false,
    };
}

/// <param name="Id">Of the note.</param>
/// <param name="Text">Its sentence.</param>
public sealed record ShownTone(LearnedItemId Id, string Text);
