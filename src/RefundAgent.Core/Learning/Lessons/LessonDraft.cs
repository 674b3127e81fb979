using System.Collections.Immutable;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning.Lessons;

/// <summary>What a model says that could be learned, before <see cref="LessonCheck"/> has held it against what the model was shown.</summary>
public sealed record LessonDraft(ImmutableArray<RuleDraft> Rules, ImmutableArray<ToneDraft> Tone)
{
    /// <summary>There is nothing to learn.</summary>
    public static LessonDraft Nothing { get; } = new([], []);
}

/// <param name="When">All must hold.</param>
/// <param name="Sentence">The rule in words.</param>
public sealed record RuleDraft(ImmutableArray<ConditionDraft> When, string Sentence);

/// <param name="Fact">A name that was shown.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">As text; empty where only presence is asked.</param>
public sealed record ConditionDraft(string Fact, AtomOperator Operator, string Value);

/// <param name="Same">Id of a note that was shown and means the same; null for a sentence of its own.</param>
/// <param name="Sentence">Null for a vote.</param>
public sealed record ToneDraft(string? Same, string? Sentence);
