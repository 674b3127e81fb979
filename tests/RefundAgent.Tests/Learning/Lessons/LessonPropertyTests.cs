using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>A ledger in which answers about staff's words stand among verdicts, in any order and of any content.</summary>
public sealed class LessonPropertyTests
{
    private const int Cases = 30;

    private static readonly string[] People = ["ann", "bob", "cem"];
    private static readonly string[] Sentences = ["Be warm and brief.", "Say sorry before anything else.", "Thank them for their patience."];

    private static readonly Gen<(int Case, bool Approves, int By, int Answer, int Delay)> AnyNote =
        Gen.Select(Gen.Int[1, Cases], Gen.Bool, Gen.Int[0, People.Length - 1], Gen.Int[0, 7], Gen.Int[0, 4]);

    private static readonly Gen<ImmutableArray<LedgerEntry>> AnyLedger = AnyNote.Array[0, 60].Select(Ledger);

    [Fact]
    public void However_a_ledger_with_lessons_is_cut_into_ticks_the_head_is_the_same_to_the_byte() =>
        Gen.Select(AnyLedger, Gen.Int[0, 120].HashSet[0, 20]).Sample((ledger, cuts) =>
        {
            var whole = LearningCases.Fold(ledger, CaseOf);
            var inTicks = ledger.Aggregate(Learner.Start(Terms), (learner, entry) =>
            {
                learner.Observe(new LabelledEvent(entry, CaseOf(entry)));
                return cuts.Contains((int)entry.Sequence) ? SavedAndLoaded(learner) : learner;
            });

            Assert.Equal(CanonicalJson.Write(whole.Head()), CanonicalJson.Write(inTicks.Head()));
            Assert.Equal(ContextDigest.Sha256(whole.Head()), ContextDigest.Sha256(inTicks.Head()));
            Assert.Equal(CanonicalJson.Write(whole.Checkpoint()), CanonicalJson.Write(inTicks.Checkpoint()));
        });

    /// <summary>Each answer comes some rows after the words; of some words none comes, and of some two.</summary>
    private static ImmutableArray<LedgerEntry> Ledger(IEnumerable<(int Case, bool Approves, int By, int Answer, int Delay)> notes)
    {
        var rows = new List<LedgerEntry>();
        var due = new List<(int At, Func<long, LedgerEntry> Answer)>();
        foreach (var (place, note) in notes.Index())
        {
            Answer(place);
            var said = Said(rows.Count + 1, note.Case, FeedbackKind.Ruling, note.Approves ? Outcome.Approve : Outcome.Deny, People[note.By]).Noting();
            rows.Add(said);
            due.AddRange(AnswersTo(said, note.Case, note.Approves, note.Answer).Select((answer, later) => (place + note.Delay + later, answer)));
        }

        Answer(int.MaxValue);
        return [.. rows];

        void Answer(int place)
        {
            foreach (var each in due.Where(each => each.At < place).ToList())
            {
                rows.Add(each.Answer(rows.Count + 1));
                due.Remove(each);
            }
        }
    }

    private static IEnumerable<Func<long, LedgerEntry>> AnswersTo(LedgerEntry said, int number, bool approves, int answer) => answer switch
    {
        0 => [],
        1 => [at => said.Failing(at, 1), at => said.Teaching(at, LessonEvents.Text(Sentences[0]))],
        2 => [at => said.Failing(at, 1, unavailable: true)],
        3 or 4 => [at => said.Teaching(at, LessonEvents.When(LabelOf(approves), (FactNames.ClaimReason, ReasonOf(number))))],
        _ => [at => said.Teaching(at, LessonEvents.Text(Sentences[answer - 5]))],
    };

    private static VerdictLabel LabelOf(bool approves) =>
        approves ? new VerdictLabel(Outcome.Approve, new AmountBasis.Entitled()) : new VerdictLabel(Outcome.Deny, null);

    private static string ReasonOf(int number) => number % 2 == 0 ? "health" : "weather";

    private static LabelledCase CaseOf(LedgerEntry entry) =>
        Enumerable.Range(1, Cases).Select(number => Case(number, ReasonOf(number))).First(each => each.Decision == entry.Event.Decision);

    private static Learner SavedAndLoaded(Learner learner) =>
        Learner.GoOn(Terms, CanonicalJson.Read<LearnerCheckpoint>(CanonicalJson.Write(learner.Checkpoint())));
}
