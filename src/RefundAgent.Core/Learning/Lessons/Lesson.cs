using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// What a model made of one thing that one member of staff wrote; kept in the ledger, so that nobody ever asks again and every refold is the
/// same without a model. It belongs to the speaker of <see cref="Of"/> and to that event's case: what hides either hides it too.
/// </summary>
public sealed record Lesson
{
    /// <summary>The event that holds the words; its speaker is that of the lesson's own event.</summary>
    public required EventId Of { get; init; }

    /// <summary>Which model, and which words it was asked with.</summary>
    public required LessonAuthor Author { get; init; }

    public ImmutableArray<LessonRule> Rules { get; init; } = [];

    public ImmutableArray<LessonTone> Tone { get; init; } = [];

    /// <summary>Why there was no answer, this time; null where there was one, be it that there is nothing to learn.</summary>
    public string? Failure { get; init; }

    /// <summary>Of a failure: the model could not be reached or may not be asked now, whatever the words.</summary>
    public bool Unavailable { get; init; }

    /// <summary>Makes a repeated append the same event: one answer a question and one mark a failed attempt.</summary>
    /// <param name="words">What was asked about.</param>
    /// <param name="attempt">From 1.</param>
    public static EventId EventIdFor(EventKey words, int attempt) => new($"lesson-{ContentHash.OfText(words.Id.Value)}-{attempt}");
}

/// <param name="Deployment">The model's name at its endpoint.</param>
/// <param name="Prompt">Version of the fixed words that it was asked with.</param>
public sealed record LessonAuthor(string Deployment, string Prompt);

/// <summary>When the person rules like that, as the model understood them; the ruling itself is the person's own verdict on the case.</summary>
/// <param name="When">All must hold, in canonical order; one at least, and all of them hold in the case.</param>
/// <param name="Label">What the person ruled.</param>
/// <param name="Wording">The model's sentence for it: shown to people, never obeyed.</param>
/// <param name="Fold">Of the case: a list that judges this fold may not know the lesson.</param>
public sealed record LessonRule(ImmutableArray<Atom> When, VerdictLabel Label, string Wording, int Fold);

/// <summary>How an answer should sound: a sentence of its own, or a vote for one that others taught.</summary>
/// <param name="Text">Null for a vote.</param>
/// <param name="Same">The note that means the same; null for a sentence of its own.</param>
public sealed record LessonTone(string? Text, LearnedItemId? Same);
