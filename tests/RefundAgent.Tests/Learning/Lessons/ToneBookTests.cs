using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning.Lessons;

public sealed class ToneBookTests
{
    private static readonly PrincipalId Ann = new("ann");
    private static readonly PrincipalId Bob = new("bob");

    [Fact]
    public void A_note_is_in_force_once_two_people_say_so_however_they_spell_it()
    {
        var book = Book();

        Assert.True(Hear(book, Ann, "Apologise first, and be brief."));
        Assert.True(Hear(book, Ann, "Apologise first, and be brief."));
        Assert.Empty(book.InForce(2));

        Hear(book, Bob, "apologise first and be  brief");

        var note = Assert.Single(book.InForce(2));
        Assert.Equal("Apologise first, and be brief.", note.Text);
        Assert.Equal([Ann, Bob], note.Reviewers.AsEnumerable());
    }

    [Fact]
    public void Another_person_can_vote_for_a_note_in_other_words()
    {
        var book = Book();
        Hear(book, Ann, "Apologise before anything else.");

        Assert.True(book.Hear([LessonEvents.SameAs(book.Known.Single().Id)], Bob));

        Assert.Equal([Ann, Bob], Assert.Single(book.InForce(2)).Reviewers.AsEnumerable());
    }

    [Fact]
    public void A_vote_for_a_note_that_nobody_taught_is_no_note() =>
        Assert.False(Book() is var book && (book.Hear([LessonEvents.SameAs(new LearnedItemId("gone"))], Ann) || book.Known.Any()));

    [Fact]
    public void Of_more_than_twelve_those_that_most_people_say_are_in_force()
    {
        var book = Book();
        foreach (var name in Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 12)))
        {
            Hear(book, Ann, name);
            Hear(book, Bob, name);
        }

        Hear(book, new PrincipalId("cem"), new string('c', 12));

        var notes = book.InForce(2);
        Assert.Equal(ToneBook.MostInForce, notes.Length);
        Assert.Equal(new string('c', 12), notes[0].Text);
        Assert.Equal(new string('t', 12), notes[1].Text);
    }

    [Fact]
    public void What_nobody_confirms_is_forgotten()
    {
        var book = Book();
        Hear(book, Ann, "Apologise before anything else.");
        Hear(book, Bob, "Apologise before anything else.");
        for (var i = 0; i < ToneBook.ForgottenAfter; i++)
        {
            book.Hear([], Ann);
        }

        Assert.Single(book.InForce(2));
        book.Hear([], Ann);
        Assert.Empty(book.InForce(2));
    }

    [Fact]
    public void Tone_becomes_an_item_of_the_head_and_changes_no_other()
    {
        LedgerEntry[] verdicts = [Said(1, 1, FeedbackKind.Ruling, Outcome.Deny).Noting(), Said(2, 2, FeedbackKind.Ruling, Outcome.Deny, "bob").Noting()];
        LedgerEntry[] taught = [.. verdicts, verdicts[0].Teaching(3, LessonEvents.Text("Be warm and brief.")), verdicts[1].Teaching(4, LessonEvents.Text("Be warm and brief."))];

        var (without, with) = (Fold(verdicts, CaseOf).Head(), Fold(taught, CaseOf));

        var note = Assert.Single(with.Tone());
        Assert.Equal("Be warm and brief.", note.Text);
        Assert.Equal(CanonicalJson.Write(without.Items), CanonicalJson.Write(with.Head().Items.Where(item => item is not LearnedItem.ToneNote)));
        Assert.NotEqual(ContextDigest.Sha256(without), ContextDigest.Sha256(with.Head()));
    }

    private static LabelledCase CaseOf(LedgerEntry entry) => Case(entry.Event.Decision == Decision(1) ? 1 : 2);

    private static ToneBook Book() => new(ToneMemory.Empty);

    private static bool Hear(ToneBook book, PrincipalId by, string sentence) => book.Hear([LessonEvents.Text(sentence)], by);
}
