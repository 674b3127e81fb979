using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Lessons;

/// <summary>What a model made of one thing that staff wrote, in words that outlive the code.</summary>
/// <param name="Event">That holds the words.</param>
/// <param name="By">Who spoke.</param>
/// <param name="Rules">To be tried, in the program's words.</param>
/// <param name="Tone">To be in force once enough people say so; a vote names the note.</param>
/// <param name="Failure">Why there was no answer; null where there was one.</param>
/// <param name="Author">Which model.</param>
public sealed record LessonRow(EventId Event, PrincipalId By, ImmutableArray<string> Rules, ImmutableArray<string> Tone, string? Failure, LessonAuthor Author)
{
    public static LessonRow Of(Lesson lesson, PrincipalId by) => new(
        lesson.Of,
        by,
        [.. lesson.Rules.Select(rule => TaughtRow.WordsOf(rule.When, rule.Label))],
        [.. lesson.Tone.Select(tone => tone.Text ?? $"the same as {tone.Same}")],
        lesson.Failure,
        lesson.Author);
}
