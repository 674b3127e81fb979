using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>Rows of the ledger that hold staff's words, and what a model made of them.</summary>
internal static class LessonEvents
{
    private static readonly LessonAuthor Author = new("scripted-1", "p1");

    public static LedgerEntry Noting(this LedgerEntry said, string note = "That is our custom with such cases.") => said with { Event = said.Event with { Note = note } };

    public static LedgerEntry Teaching(this LedgerEntry said, long sequence, params LessonTone[] tone) => said.Answered(sequence, new Lesson { Of = said.Event.Id, Author = Author, Tone = [.. tone] });

    public static LedgerEntry Teaching(this LedgerEntry said, long sequence, params LessonRule[] rules) => said.Answered(sequence, new Lesson { Of = said.Event.Id, Author = Author, Rules = [.. rules] });

    public static LedgerEntry Failing(this LedgerEntry said, long sequence, int attempt, bool unavailable = false) =>
        said.Answered(sequence, new Lesson { Of = said.Event.Id, Author = Author, Failure = "no answer", Unavailable = unavailable }, attempt);

    public static LessonTone Text(string sentence) => new(sentence, null);

    public static LessonTone SameAs(LearnedItemId note) => new(null, note);

    public static LessonRule When(VerdictLabel label, params (string Fact, string Value)[] when) => new(
        [.. when.Select(each => new Atom(each.Fact, AtomOperator.Equal, FactValue.Of(each.Value))).Order(Atom.Canonical)], label, "That is how such cases are ruled.", 0);

    public static ImmutableArray<LearnedItem.ToneNote> Tone(this Learner learner, int quorum = 2) =>
    [
        .. learner.Head(new HeadTerms { Policy = LearningCases.Policy, Quorum = Quorum.OfStaff(quorum) }, new ContextVersion(1)).Items.OfType<LearnedItem.ToneNote>(),
    ];

    private static LedgerEntry Answered(this LedgerEntry said, long sequence, Lesson lesson, int attempt = 1) => new(sequence, said.Event with
    {
        Id = Lesson.EventIdFor(said.Event.Key, attempt),
        Kind = FeedbackKind.Lesson,
        Outcome = null,
        Amount = null,
        Note = null,
        Lesson = lesson,
    });
}
